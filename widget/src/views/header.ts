import { html, nothing, type TemplateResult } from "lit";
import { day, TEXTS } from "../texts.js";

const ROBOT = html`<svg class="robot" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
  <path
    d="M12 2a1.5 1.5 0 0 1 1 2.6V6h4a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3h4V4.6A1.5 1.5 0 0 1 12 2ZM9 11a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Zm6 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3ZM1 11h2v4H1v-4Zm20 0h2v4h-2v-4Z"
  />
</svg>`;

export interface HeaderState {
  title: string;
  /** Up to when it knows; unknown before the server has told. */
  until: string | undefined;
  page: boolean;
  options: boolean;
  erasing: boolean;
}

export interface HeaderActions {
  close: () => void;
  toggleOptions: () => void;
  export: () => void;
  askErase: () => void;
  cancelErase: () => void;
  erase: () => void;
}

export function headerView(state: HeaderState, actions: HeaderActions): TemplateResult {
  return html`
    <header>
      ${ROBOT}
      <div class="names">
        <h2 id="title">${state.title}</h2>
        <p class="automatic">${TEXTS.automatic}${state.until ? TEXTS.until(day(state.until)) : nothing}</p>
      </div>
      <div class="tools">
        <button
          type="button"
          id="options"
          aria-expanded=${state.options ? "true" : "false"}
          aria-controls="options-list"
          @click=${actions.toggleOptions}
        >
          ${TEXTS.options}
        </button>
        ${state.page
          ? nothing
          : html`<button type="button" id="close" aria-label=${TEXTS.closeFully} @click=${actions.close}>
              ${TEXTS.close}
            </button>`}
      </div>
    </header>
    <div class="options" id="options-list" ?hidden=${!state.options}>
      ${state.erasing ? eraseQuestion(actions) : optionButtons(actions)}
    </div>
  `;
}

function optionButtons(actions: HeaderActions): TemplateResult {
  return html`
    <button type="button" id="export" class="secondary" @click=${actions.export}>${TEXTS.export}</button>
    <button type="button" id="erase" class="secondary" @click=${actions.askErase}>${TEXTS.erase}</button>
  `;
}

function eraseQuestion(actions: HeaderActions): TemplateResult {
  return html`
    <div role="group" aria-labelledby="erase-question">
      <p id="erase-question">${TEXTS.eraseQuestion}</p>
      <button type="button" id="erase-cancel" class="secondary" @click=${actions.cancelErase}>${TEXTS.cancel}</button>
      <button type="button" id="erase-confirm" class="danger" @click=${actions.erase}>${TEXTS.eraseConfirm}</button>
    </div>
  `;
}
