import { html, type TemplateResult } from "lit";

export function launcherView(label: string, open: boolean, aside: boolean, toggle: () => void): TemplateResult {
  return html`
    <button
      type="button"
      class="launcher ${aside ? "aside" : ""}"
      lang="fr"
      aria-expanded=${open ? "true" : "false"}
      aria-controls="panel"
      @click=${toggle}
    >
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <path d="M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z" />
      </svg>
      ${label}
    </button>
  `;
}
