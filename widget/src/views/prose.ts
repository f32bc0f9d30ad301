import { html, type TemplateResult } from "lit";

interface Item {
  rank: string | undefined; // as the text writes it: ties and later places keep theirs
  words: string;
}

const ITEM = /^(?:- |(\d+)\. )(.*)$/;

/** Plain text as paragraphs, its lines that begin with "- " or "1. " as lists. */
export function prose(text: string): TemplateResult[] {
  return blocks(text).map((block) => {
    if (typeof block === "string") return html`<p>${block}</p>`;
    return block[0]?.rank
      ? html`<ol>
          ${block.map(({ rank, words }) => html`<li value=${Number(rank)}>${words}</li>`)}
        </ol>`
      : html`<ul>
          ${block.map(({ words }) => html`<li>${words}</li>`)}
        </ul>`;
  });
}

function blocks(text: string): (string | Item[])[] {
  const found: (string | Item[])[] = [];
  for (const line of text.split("\n").map((line) => line.trim())) {
    if (!line) continue;
    const parts = ITEM.exec(line);
    if (!parts) {
      found.push(line);
      continue;
    }
    const item = { rank: parts[1], words: parts[2] ?? "" };
    const last = found.at(-1);
    if (Array.isArray(last) && !last[0]?.rank === !item.rank) last.push(item);
    else found.push([item]);
  }
  return found;
}
