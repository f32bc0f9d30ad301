/** The conversation as a text file that one can read, keep or send. */

import type { Conversation, Turn } from "./contract.js";
import { moment, TEXTS } from "./texts.js";

export function asText(name: string, { begun, replies, turns }: Conversation): string {
  const title = TEXTS.exportTitle(name, moment(begun));
  const first = replies.map(({ text }) => `${TEXTS.assistant} ${text}`);
  return [title, ...first, ...turns.map(turnText)].join("\n\n") + "\n";
}

function turnText({ text, replies, feedback }: Turn): string {
  const lines = [`${TEXTS.you} ${text}`, ...replies.map((reply) => `${TEXTS.assistant} ${reply.text}`)];
  if (feedback) lines.push(TEXTS.exportVerdict(feedback.helpful, feedback.reason));
  return lines.join("\n");
}

/** Has the browser save a text; nothing leaves the page. */
export function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = TEXTS.exportName(new Date().toISOString().slice(0, 10));
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}
