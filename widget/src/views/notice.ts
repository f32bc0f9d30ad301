import { html, nothing, type TemplateResult } from "lit";
import type { About } from "../contract.js";
import { TEXTS } from "../texts.js";
import { link } from "./link.js";

export interface Addresses {
  privacy: string | undefined;
  contact: string | undefined;
}

/** What the assistant is and knows, what becomes of what one says, and how to reach a person. */
export function noticeView(about: About | undefined, addresses: Addresses): TemplateResult {
  const privacy = addresses.privacy ?? about?.privacy_url;
  const contact = addresses.contact ?? about?.contact_url;
  return html`
    <div class="notice" id="notice" role="group" tabindex="-1" aria-label=${TEXTS.noticeTitle}>
      <p class="automatic">${robot} ${TEXTS.automatic}</p>
      ${about ? html`<p>${about.scope}</p>` : nothing}
      <p>${about?.privacy} ${privacy ? link(TEXTS.privacyLink, privacy) : nothing}</p>
      <p>${about?.contact} ${contact ? link(TEXTS.contactLink, contact) : nothing}</p>
    </div>
  `;
}

const robot = html`<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
  <path
    d="M12 2a1.5 1.5 0 0 1 1 2.6V6h4a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3h4V4.6A1.5 1.5 0 0 1 12 2ZM9 11a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Zm6 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3ZM1 11h2v4H1v-4Zm20 0h2v4h-2v-4Z"
  />
</svg>`;
