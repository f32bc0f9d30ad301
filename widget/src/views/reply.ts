import { html, nothing, type TemplateResult } from "lit";
import type { Reply, Source } from "../contract.js";
import { day, TEXTS } from "../texts.js";
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
  if (sources.length === 0) return nothing;
  return html`
    <div class="sources">
      <p>${TEXTS.sources(sources.length)}</p>
      <ul>
        ${sources.map(
          (source) => html`<li>${link(source.label, source.url)}<span class="detail">${source.title}, ${source.publisher}, ${day(source.date)}</span></li>`,
        )}
      </ul>
    </div>
  `;
}
