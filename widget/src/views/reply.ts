import { html, nothing, type TemplateResult } from "lit";
import type { Reply, Source } from "../contract.js";
import { TEXTS } from "../texts.js";
import { chartView } from "./chart.js";
import { link } from "./link.js";
import { prose } from "./prose.js";

const SOURCE_LINE = /\n?Sources? ?: [^\n]*$/;

/** A reply: its text, its chart, its sources. */
export function replyView({ text, chart, sources }: Reply): TemplateResult {
  // The text tells its sources in its last line; where they come typed too, they are shown once.
  const body = sources.length > 0 ? text.trimEnd().replace(SOURCE_LINE, "") : text;
  return html`${prose(body)} ${chart ? chartView(chart) : nothing} ${sourcesView(sources)}`;
}

function sourcesView(sources: Source[]): TemplateResult | typeof nothing {
  const [first, ...others] = sources.map(sourceView);
  if (!first) return nothing;
  const title = TEXTS.sources(sources.length);
  return others.length === 0
    ? html`<p class="sources">${title} ${first}</p>`
    : html`
        <div class="sources">
          <p>${title}</p>
          <ul>
            ${[first, ...others].map((source) => html`<li>${source}</li>`)}
          </ul>
        </div>
      `;
}

function sourceView({ label, url, title, publisher }: Source): TemplateResult {
  return html`${link(label, url)}<span class="detail">${title} (${publisher})</span>`;
}
