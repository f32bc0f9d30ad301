import { html, nothing, svg, type TemplateResult } from "lit";
import { LONGEST_REASON, type Kind, type Reply, type Verdict } from "../contract.js";
import { TEXTS } from "../texts.js";

const THUMB =
  "M7 10v10H4V10h3Zm2 10h8.2a2 2 0 0 0 2-1.6l1.3-6.4a2 2 0 0 0-2-2.4H14l.8-4A1.8 1.8 0 0 0 13 3.3L9 9.7V20Z";
const JUDGED: Kind[] = ["answer", "absent", "misunderstood", "out_of_scope"];

export interface FeedbackActions {
  rate: (verdict: Verdict) => void;
  /** Ends the asking for a reason, without one. */
  skip: () => void;
}

/** Whether replies answer something, so that one can ask if they helped. */
export function judged(replies: Reply[]): boolean {
  return replies.some(({ kind }) => JUDGED.includes(kind));
}

/** Thumbs up and down, and after a thumb down what was missing. */
export function feedbackView(
  id: string,
  verdict: Verdict | undefined,
  asking: boolean,
  actions: FeedbackActions,
): TemplateResult {
  const thumb = (helpful: boolean, label: string) => html`
    <button
      type="button"
      class="thumb"
      id="thumb-${helpful ? "up" : "down"}-${id}"
      aria-pressed=${verdict?.helpful === helpful ? "true" : "false"}
      @click=${() => {
        actions.rate({ helpful });
      }}
    >
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        ${svg`<path d=${THUMB} transform=${helpful ? nothing : "rotate(180 12 12)"} />`}
      </svg>
      ${label}
    </button>
  `;
  return html`
    <div class="feedback" role="group" aria-label=${TEXTS.feedback}>
      ${thumb(true, TEXTS.helpful)} ${thumb(false, TEXTS.unhelpful)}
      ${asking ? reasonForm(id, actions) : nothing}
    </div>
  `;
}

function reasonForm(id: string, { rate, skip }: FeedbackActions): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement).get("reason");
    const reason = typeof given === "string" ? given.trim() : "";
    if (reason) rate({ helpful: false, reason });
    else skip();
  };
  return html`
    <form class="reason" @submit=${submit}>
      <label for="reason-${id}">${TEXTS.reason}</label>
      <textarea
        id="reason-${id}"
        name="reason"
        rows="2"
        maxlength=${LONGEST_REASON}
        aria-describedby="reason-hint-${id}"
      ></textarea>
      <p class="hint" id="reason-hint-${id}">${TEXTS.reasonHint}</p>
      <button type="submit" class="secondary">${TEXTS.sendReason}</button>
      <button type="button" class="quiet" @click=${skip}>${TEXTS.skipReason}</button>
    </form>
  `;
}
