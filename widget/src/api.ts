/** Talks to the server, and says apart what it refused and what never reached it. */

import type { About, Begun, Conversation, Message, Turn, Verdict } from "./contract.js";
import { TEXTS } from "./texts.js";

/** The server answered, and not with what was asked for; the message is for the person. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }

  /** Whether the conversation is no more, or was never known. */
  get ended(): boolean {
    return this.status === 401 || this.status === 410;
  }

  /** Whether saying the same again may succeed. */
  get passing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** No answer came: no network, no server behind the proxy, or too long a silence. */
export class Unreachable extends Error {}

const PATIENCE_MS = 40_000;
const BEHIND_PROXY = [502, 503, 504];

interface Call {
  method?: "GET" | "POST" | "DELETE";
  token?: string;
  body?: unknown;
}

export class Api {
  constructor(private readonly server: string) {}

  about(): Promise<About> {
    return this.call("about");
  }

  begin(): Promise<Begun> {
    return this.call("conversations", { method: "POST" });
  }

  send(token: string, message: Message): Promise<Turn> {
    return this.call("messages", { method: "POST", token, body: message });
  }

  rate(token: string, turn: string, verdict: Verdict): Promise<void> {
    return this.call("feedback", { method: "POST", token, body: { turn, ...verdict } });
  }

  conversation(token: string): Promise<Conversation> {
    return this.call("conversation", { token });
  }

  erase(token: string): Promise<void> {
    return this.call("conversation", { method: "DELETE", token });
  }

  private async call<T>(path: string, { method = "GET", token, body }: Call = {}): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response: Response;
    let content: string;
    try {
      response = await fetch(this.server + path, {
        method,
        headers,
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      content = await response.text();
    } catch {
      throw new Unreachable();
    }
    if (BEHIND_PROXY.includes(response.status)) throw new Unreachable();
    if (!response.ok) throw new Refusal(response.status, refusalMessage(content));
    if (response.status === 204) return undefined as T;
    return parsed(content) as T;
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new Refusal(500, TEXTS.fault);
  }
}

function refusalMessage(content: string): string {
  try {
    const { message } = JSON.parse(content) as { message?: unknown };
    return typeof message === "string" && message ? message : TEXTS.fault;
  } catch {
    return TEXTS.fault;
  }
}
