/** Puts the assistant on the page that loads this script, unless the page has placed it itself. */

import { FtapAssistant } from "./assistant.js";

const TAG = "ftap-assistant";
const script = document.currentScript as HTMLScriptElement;
const server = new URL(".", script.src).href;

function mount(): void {
  if (customElements.get(TAG)) return;
  const placed = document.querySelectorAll(TAG);
  const elements = placed.length > 0 ? [...placed] : [document.body.appendChild(document.createElement(TAG))];
  for (const element of elements) {
    for (const { name, value } of script.attributes) {
      if (name.startsWith("data-") && !element.hasAttribute(name)) element.setAttribute(name, value);
    }
    element.setAttribute("server", server);
  }
  customElements.define(TAG, FtapAssistant);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
else mount();
