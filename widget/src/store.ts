/** Keeps the transcript over reloads and between tabs, and what belongs to one tab in that tab. */

import { EMPTY, type Transcript } from "./transcript.js";

const VERSION = 1;
const LIFETIME_MS = 24 * 60 * 60 * 1000;

interface Kept {
  version: number;
  saved: number;
  transcript: Transcript;
}

/** What one tab has of its own: whether the chat is open in it, and what is being typed. */
export interface Tab {
  open: boolean;
  draft: string;
}

export class Store {
  private readonly key: string;
  /** What stands in for the storage of a browser that refuses it, or has no more room. */
  private memory: Transcript | undefined;

  constructor(server: string) {
    this.key = `ftap-assistant:${server}`;
  }

  read(): Transcript {
    if (this.memory) return this.memory;
    const kept = parsed(attempt(() => localStorage.getItem(this.key))) as Kept | undefined;
    if (!kept) return EMPTY;
    if (kept.version !== VERSION || kept.saved + LIFETIME_MS < Date.now()) {
      attempt(() => {
        localStorage.removeItem(this.key);
      });
      return EMPTY;
    }
    return kept.transcript;
  }

  write(transcript: Transcript): void {
    const kept: Kept = { version: VERSION, saved: Date.now(), transcript };
    const written = attempt(() => {
      localStorage.setItem(this.key, JSON.stringify(kept));
      return true;
    });
    this.memory = written ? undefined : transcript;
  }

  /** Calls back when another tab has changed the transcript; gives what stops it. */
  watch(changed: () => void): () => void {
    const listener = (event: StorageEvent) => {
      if (event.key === this.key || event.key === null) changed();
    };
    addEventListener("storage", listener);
    return () => {
      removeEventListener("storage", listener);
    };
  }

  readTab(): Tab {
    const kept = parsed(attempt(() => sessionStorage.getItem(this.key))) as Tab | undefined;
    return kept ?? { open: false, draft: "" };
  }

  writeTab(tab: Tab): void {
    attempt(() => {
      sessionStorage.setItem(this.key, JSON.stringify(tab));
    });
  }
}

function parsed(text: string | null | undefined): unknown {
  return text ? attempt(() => JSON.parse(text) as unknown) : undefined;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
