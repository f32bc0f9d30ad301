// Bundles the widget into one file, and fails where it grows past what a page should have to load.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const HEAVIEST_GZIP_BYTES = 25 * 1024;
const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "dist");
const target = ["chrome109", "firefox115", "safari16.4"];

// Style sheets become strings, for Lit to adopt: no <style> element, so nothing for a host's style-src to refuse.
const styleSheets = {
  name: "style-sheets",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

mkdirSync(folder, { recursive: true });
const outfile = join(folder, "widget.js");
await esbuild.build({
  absWorkingDir: here,
  entryPoints: ["src/main.ts"],
  outfile,
  bundle: true,
  format: "iife",
  minify: true,
  charset: "utf8",
  target,
  legalComments: "none",
  banner: { js: "/*! FTAP assistant, Apache-2.0. Holds Lit, BSD-3-Clause: see LICENSE-lit.txt */" },
  plugins: [styleSheets],
});
copyFileSync(join(here, "node_modules/lit/LICENSE"), join(folder, "LICENSE-lit.txt"));

const size = gzipSync(readFileSync(outfile), { level: 9 }).length;
console.log(`widget.js: ${(size / 1024).toFixed(1)} kB gzip (at most ${HEAVIEST_GZIP_BYTES / 1024})`);
if (size > HEAVIEST_GZIP_BYTES) process.exit(1);
