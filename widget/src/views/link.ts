import { html, type TemplateResult } from "lit";
import { TEXTS } from "../texts.js";

/** A link that shows where it leads; only its text where the address is no web address. */
export function link(text: string, address: string | undefined): TemplateResult {
  const url = webAddress(address);
  if (!url) return html`${text}`;
  return html`<a href=${url.href} target="_blank" rel="noopener noreferrer"
    >${text} <span class="domain">(${url.hostname})<span aria-hidden="true"> ↗</span></span>
    <span class="hidden">(${TEXTS.newWindow})</span></a
  >`;
}

function webAddress(address: string | undefined): URL | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}
