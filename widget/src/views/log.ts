import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Choice, Reply, Verdict } from "../contract.js";
import { TEXTS } from "../texts.js";
import type { Exchange, Transcript } from "../transcript.js";
import { feedbackView, judged } from "./feedback.js";
import { quickReplies } from "./quick-replies.js";
import { replyView } from "./reply.js";

export interface LogActions {
  choose: (choice: Choice) => void;
  retry: (exchange: Exchange) => void;
  edit: (exchange: Exchange) => void;
  rate: (id: string, verdict: Verdict) => void;
  skipReason: (id: string) => void;
}

export interface LogState {
  /** Something said waits for its answer. */
  waiting: boolean;
  /** Nothing can be sent now. */
  held: boolean;
  /** The turn of which a reason is asked. */
  asking: string | undefined;
}

/** What was said, as one live list. */
export function logView({ begun, exchanges, note }: Transcript, state: LogState, actions: LogActions): TemplateResult {
  const choosable = exchanges.findLast((exchange) => exchange.state.is === "answered");
  return html`
    <div role="log" aria-label=${TEXTS.log}>
      <ol role="list" class="turns">
        ${note ? html`<li class="note" tabindex="-1">${note}</li>` : nothing}
        ${begun.map((reply, index) => {
          const offered = !choosable && index === begun.length - 1;
          return replyItem(reply, offered, state, actions, nothing);
        })}
        ${repeat(
          exchanges,
          ({ id }) => id,
          (exchange) => exchangeItems(exchange, exchange === choosable, state, actions),
        )}
      </ol>
      ${state.waiting && !state.held
        ? html`<div class="dots" aria-hidden="true"><span></span><span></span><span></span></div>`
        : nothing}
    </div>
  `;
}

function exchangeItems(exchange: Exchange, last: boolean, state: LogState, actions: LogActions): TemplateResult {
  const { id, text, state: became } = exchange;
  const replies = became.is === "answered" ? became.replies : [];
  const feedback = judged(replies)
    ? feedbackView(id, became.is === "answered" ? became.feedback : undefined, state.asking === id, {
        rate: (verdict) => {
          actions.rate(id, verdict);
        },
        skip: () => {
          actions.skipReason(id);
        },
      })
    : nothing;
  return html`
    <li class="person" id="said-${id}">
      <div class="bubble"><span class="hidden">${TEXTS.you}</span> <span class="said">${text}</span></div>
      ${troubleView(exchange, state, actions)}
    </li>
    ${replies.map((reply, index) => {
      const end = index === replies.length - 1;
      return replyItem(reply, last && end, state, actions, end ? feedback : nothing);
    })}
  `;
}

function replyItem(
  reply: Reply,
  offered: boolean,
  state: LogState,
  actions: LogActions,
  feedback: TemplateResult | typeof nothing,
): TemplateResult {
  return html`
    <li class="assistant" tabindex="-1">
      <div class="bubble"><span class="hidden">${TEXTS.assistant}</span> ${replyView(reply)}</div>
      ${offered
        ? quickReplies(TEXTS.choices, reply.choices, ({ label }) => label, state.waiting, actions.choose)
        : nothing}
      ${feedback}
    </li>
  `;
}

/** Why a message has no answer, and what to do. A button that was pressed stays while the answer is awaited. */
function troubleView(exchange: Exchange, { held }: LogState, { retry, edit }: LogActions): TemplateResult | typeof nothing {
  const { state } = exchange;
  if (state.is === "answered") return nothing;
  const failed = state.is === "failed";
  if (!failed && !held && !state.again) return nothing;
  const hopeless = failed && !state.passing;
  const idle = !failed && !held;
  return html`
    <div class="trouble">
      ${failed ? html`<p role="alert">${state.error}</p>` : held ? html`<p>${TEXTS.unsent}</p>` : nothing}
      <button
        type="button"
        class="secondary"
        aria-disabled=${idle ? "true" : "false"}
        @click=${() => {
          if (hopeless) edit(exchange);
          else if (!idle) retry(exchange);
        }}
      >
        ${hopeless ? TEXTS.edit : TEXTS.retry}
      </button>
    </div>
  `;
}
