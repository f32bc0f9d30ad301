import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { LONGEST_MESSAGE } from "../contract.js";
import { TEXTS } from "../texts.js";

const COUNTED_FROM = 100;

export interface ComposerActions {
  draft: (text: string) => void;
  send: () => void;
  showNotice: () => void;
}

/** Where one writes. */
export function composerView(draft: string, touch: boolean, empty: boolean, actions: ComposerActions): TemplateResult {
  const left = LONGEST_MESSAGE - draft.length;
  const submit = (event: Event) => {
    event.preventDefault();
    actions.send();
  };
  const key = (event: KeyboardEvent) => {
    // On a touch keyboard Enter is the only way to a new line. While a character is composed, Enter only accepts it.
    if (event.key !== "Enter" || event.shiftKey || touch || composing(event)) return;
    submit(event);
  };
  return html`
    <form class="composer" @submit=${submit} novalidate>
      <label for="question">${TEXTS.question}</label>
      <div class="field">
        <textarea
          id="question"
          rows="1"
          maxlength=${LONGEST_MESSAGE}
          autocomplete="off"
          enterkeyhint=${touch ? "enter" : "send"}
          aria-describedby=${touch ? "left" : "hint left"}
          aria-invalid=${empty ? "true" : nothing}
          .value=${live(draft)}
          @input=${(event: InputEvent) => {
            actions.draft((event.target as HTMLTextAreaElement).value);
          }}
          @keydown=${key}
        ></textarea>
        <button type="submit" class="primary">${TEXTS.send}</button>
      </div>
      <div role="alert">${empty ? html`<p class="error">${TEXTS.empty}</p>` : nothing}</div>
      <div class="below">
        ${touch ? nothing : html`<span id="hint">${TEXTS.hint}</span>`}
        <span id="left">${left <= COUNTED_FROM ? TEXTS.left(left) : nothing}</span>
        <button type="button" class="as-link" @click=${actions.showNotice}>${TEXTS.noticeButton}</button>
      </div>
    </form>
  `;
}

/** Safari ends the composition before the key event, and gives it the old key code of composition. */
function composing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only trace that Safari leaves
  return event.isComposing || event.keyCode === 229;
}
