import { html, nothing, type TemplateResult } from "lit";
import type { About } from "../contract.js";
import { TEXTS } from "../texts.js";
import { link } from "./link.js";

export interface Addresses {
  privacy: string | undefined;
  contact: string | undefined;
}

/** What becomes of what one says, and how to reach a person. */
export function noticeView(about: About | undefined, addresses: Addresses): TemplateResult {
  const privacy = addresses.privacy ?? about?.privacy_url;
  const contact = addresses.contact ?? about?.contact_url;
  return html`
    <div class="notice" id="notice" role="group" tabindex="-1" aria-label=${TEXTS.noticeTitle}>
      <p>${about?.privacy} ${privacy ? link(TEXTS.privacyLink, privacy) : nothing}</p>
      <p>${about?.contact} ${contact ? link(TEXTS.contactLink, contact) : nothing}</p>
    </div>
  `;
}
