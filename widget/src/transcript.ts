/** The conversation as this browser knows it: plain records, and functions that give the next one. */

import type { Begun, Message, Reply, Turn, Verdict } from "./contract.js";

/** What became of something said. */
export type State =
  | { is: "pending"; again: boolean }
  | { is: "failed"; error: string; passing: boolean }
  | { is: "answered"; replies: Reply[]; feedback?: Verdict };

/** Something said, and what became of it. */
export interface Exchange {
  id: string;
  text: string;
  /** The choice taken, where it was not typed. */
  choice?: string;
  state: State;
}

export interface Transcript {
  token?: string;
  begun: Reply[];
  exchanges: Exchange[];
  /** What the person must know of how this conversation began. */
  note?: string;
}

const MOST_EXCHANGES = 100;

export const EMPTY: Transcript = { begun: [], exchanges: [] };

/** Takes the server's new conversation, unless another tab has begun one meanwhile. */
export function begun(transcript: Transcript, { token, replies }: Begun): Transcript {
  return transcript.token ? transcript : { ...transcript, token, begun: replies };
}

export function said(transcript: Transcript, text: string, choice?: string): Transcript {
  const exchange: Exchange = { id: uuid(), text, ...(choice && { choice }), state: { is: "pending", again: false } };
  return { ...transcript, exchanges: [...transcript.exchanges, exchange].slice(-MOST_EXCHANGES) };
}

export function answered(transcript: Transcript, { id, text, replies, feedback }: Turn): Transcript {
  return changed(transcript, id, (exchange) => ({
    ...exchange,
    text,
    state: { is: "answered", replies, ...(feedback && { feedback }) },
  }));
}

export function failed(transcript: Transcript, id: string, error: string, passing: boolean): Transcript {
  return changed(transcript, id, (exchange) => ({ ...exchange, state: { is: "failed", error, passing } }));
}

export function retried(transcript: Transcript, id: string): Transcript {
  return changed(transcript, id, (exchange) => ({ ...exchange, state: { is: "pending", again: true } }));
}

export function rated(transcript: Transcript, id: string, feedback: Verdict): Transcript {
  return changed(transcript, id, (exchange) =>
    exchange.state.is === "answered" ? { ...exchange, state: { ...exchange.state, feedback } } : exchange,
  );
}

export function without(transcript: Transcript, id: string): Transcript {
  return { ...transcript, exchanges: transcript.exchanges.filter((exchange) => exchange.id !== id) };
}

export function pending({ exchanges }: Transcript): Exchange[] {
  return exchanges.filter(({ state }) => state.is === "pending");
}

export function message({ id, text, choice }: Exchange): Message {
  return choice ? { id, choice } : { id, text };
}

function changed(transcript: Transcript, id: string, change: (exchange: Exchange) => Exchange): Transcript {
  return {
    ...transcript,
    exchanges: transcript.exchanges.map((exchange) => (exchange.id === id ? change(exchange) : exchange)),
  };
}

/** A random UUID; crypto.randomUUID is missing on pages served without HTTPS. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
