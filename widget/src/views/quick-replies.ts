import { html, nothing, type TemplateResult } from "lit";

/** Buttons that say something in one press. While they wait they keep the focus, so they are not truly disabled. */
export function quickReplies<T>(
  label: string,
  items: T[],
  text: (item: T) => string,
  waiting: boolean,
  pick: (item: T) => void,
): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`
    <ul class="quick-replies" role="list" aria-label=${label}>
      ${items.map(
        (item) => html`
          <li>
            <button
              type="button"
              class="quick-reply"
              aria-disabled=${waiting ? "true" : "false"}
              @click=${() => {
                if (!waiting) pick(item);
              }}
            >
              ${text(item)}
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}
