import { html, type TemplateResult } from "lit";

const BULLET = "- ";

/** Plain text as paragraphs, and its lines that begin with "- " as lists. */
export function prose(text: string): TemplateResult[] {
  return blocks(text).map((block) =>
    Array.isArray(block)
      ? html`<ul>
          ${block.map((item) => html`<li>${item}</li>`)}
        </ul>`
      : html`<p>${block}</p>`,
  );
}

function blocks(text: string): (string | string[])[] {
  const found: (string | string[])[] = [];
  for (const line of text.split("\n").map((line) => line.trim())) {
    const last = found.at(-1);
    if (!line) continue;
    if (!line.startsWith(BULLET)) found.push(line);
    else if (Array.isArray(last)) last.push(line.slice(BULLET.length));
    else found.push([line.slice(BULLET.length)]);
  }
  return found;
}
