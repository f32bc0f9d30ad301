/** The conversation with the server: what was said, what is still to be sent, and whether it can be reached. */

import { type Api, Refusal, Unreachable } from "./api.js";
import type { About, Choice, Conversation, Verdict } from "./contract.js";
import { Pause } from "./retrying.js";
import type { Store, Tab } from "./store.js";
import { TEXTS } from "./texts.js";
import * as records from "./transcript.js";
import type { Exchange, Transcript } from "./transcript.js";

const BACK_SHOWN_MS = 4000;
/** How long another tab may take to deliver what it said, before this one does it in its place. */
const TAKEOVER_MS = 45_000;

export class Session {
  about: About | undefined;
  transcript: Transcript;
  tab: Tab;
  connection: "fine" | "lost" | "back" = "fine";
  /** Why no conversation could be begun, in the server's words. */
  problem = "";

  private readonly pause = new Pause();
  private running = false;
  private aboutAsked = false;
  private stops: (() => void)[] = [];

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private readonly changed: () => void,
  ) {
    this.transcript = store.read();
    this.tab = store.readTab();
  }

  /** Follows the other tabs and the network, until stopped. */
  start(): void {
    const wake = () => {
      if (document.visibilityState === "visible") this.pause.wake();
    };
    const shown = () => {
      this.followTabs();
      wake();
    };
    const lost = () => {
      if (this.tab.open) this.connected(false);
    };
    const online = () => {
      if (!this.running) this.connected(true);
      wake();
    };
    const listeners: [EventTarget, string, () => void][] = [
      [window, "online", online],
      [window, "offline", lost],
      [window, "pageshow", shown],
      [document, "visibilitychange", wake],
    ];
    for (const [target, name, listener] of listeners) target.addEventListener(name, listener);
    this.stops = listeners.map(([target, name, listener]) => () => {
      target.removeEventListener(name, listener);
    });
    this.stops.push(this.store.watch(() => { this.followTabs(); }));
  }

  stop(): void {
    for (const stop of this.stops) stop();
  }

  open(): void {
    this.keepTab({ open: true });
    this.run();
  }

  close(): void {
    this.keepTab({ open: false });
  }

  keepDraft(draft: string): void {
    this.keepTab({ draft });
  }

  say(text: string): void {
    this.keepTab({ draft: "" });
    this.update((transcript) => records.said(transcript, text));
    this.run();
  }

  choose(choice: Choice): void {
    this.update((transcript) => records.said(transcript, choice.label, choice.id));
    this.run();
  }

  /** Sends again what failed or waits, under the same id: the server says nothing twice. */
  retry(id?: string): void {
    if (id) this.update((transcript) => records.retried(transcript, id));
    this.run();
  }

  /** Takes a failed message back into the field. */
  edit(exchange: Exchange): void {
    this.update((transcript) => records.without(transcript, exchange.id));
    this.takeBack([exchange]);
  }

  /** Gives the verdict to the server; rejects with words for the person. */
  async rate(id: string, verdict: Verdict): Promise<void> {
    await this.ask((token) => this.api.rate(token, id, verdict));
    this.update((transcript) => records.rated(transcript, id, verdict));
  }

  /** All that the server keeps; rejects with words for the person. */
  conversation(): Promise<Conversation> {
    return this.ask((token) => this.api.conversation(token));
  }

  /** Deletes the conversation on the server, then here; rejects with words for the person. */
  async erase(): Promise<void> {
    try {
      await this.ask((token) => this.api.erase(token));
    } catch (error) {
      if (!(error instanceof Refusal && error.ended)) throw error;
    }
    this.keepTab({ draft: "" });
    this.update(() => records.EMPTY);
    this.run();
  }

  private async ask<T>(question: (token: string) => Promise<T>): Promise<T> {
    try {
      return await question(this.transcript.token ?? "");
    } catch (error) {
      throw error instanceof Unreachable ? new Error(TEXTS.unreachable) : error;
    }
  }

  /** Does what is left to do with the server, one thing after the other; while it is away, waits and tries again. */
  private run(): void {
    this.problem = "";
    this.aboutAsked = this.about !== undefined;
    this.pause.wake();
    if (!this.running) void this.work();
  }

  private async work(): Promise<void> {
    this.running = true;
    for (let tasks = this.tasks(); tasks.length > 0; tasks = this.tasks()) {
      try {
        await Promise.all(tasks.map((task) => task()));
        this.pause.reset();
        this.connected(true);
      } catch (error) {
        if (!(error instanceof Unreachable)) {
          // The server would not begin: says why, and leaves it to the person to try again.
          this.problem = error instanceof Refusal ? error.message : TEXTS.fault;
          break;
        }
        this.connected(false);
        await this.pause.next();
      }
    }
    this.running = false;
    this.changed();
  }

  private tasks(): (() => Promise<void>)[] {
    const { token } = this.transcript;
    const [exchange] = records.pending(this.transcript);
    const tasks = this.aboutAsked ? [] : [() => this.learn()];
    if (!token) tasks.push(() => this.begin());
    else if (exchange) tasks.push(() => this.deliver(token, exchange));
    return tasks;
  }

  /** One can talk without knowing what the assistant says of itself, so a refusal is borne. */
  private async learn(): Promise<void> {
    try {
      this.about = await this.api.about();
    } catch (error) {
      if (error instanceof Unreachable) throw error;
    }
    this.aboutAsked = true;
    this.changed();
  }

  private async begin(): Promise<void> {
    const begun = await this.api.begin();
    this.update((transcript) => records.begun(transcript, begun));
  }

  private async deliver(token: string, exchange: Exchange): Promise<void> {
    try {
      const turn = await this.api.send(token, records.message(exchange));
      this.update((transcript) => records.answered(transcript, turn));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.ended) this.beginAnew(token);
      else this.update((transcript) => records.failed(transcript, exchange.id, error.message, error.passing));
    }
  }

  /** The server knows this conversation no more: what was not answered goes back into the field. */
  private beginAnew(ended: string): void {
    const last = this.store.read();
    if (last.token !== ended) return; // another tab has met the same end, or the person erased it
    this.takeBack(records.pending(last));
    this.update(() => ({ ...records.EMPTY, note: TEXTS.ended }));
  }

  private takeBack(exchanges: Exchange[]): void {
    const texts = [...exchanges.map(({ text }) => text), this.tab.draft];
    this.keepTab({ draft: texts.filter((text) => text.trim()).join("\n") });
  }

  private connected(reached: boolean): void {
    if (!reached) this.connection = "lost";
    else if (this.connection === "lost") {
      this.connection = "back";
      setTimeout(() => {
        if (this.connection === "back") this.connection = "fine";
        this.changed();
      }, BACK_SHOWN_MS);
    }
    this.changed();
  }

  private followTabs(): void {
    this.transcript = this.store.read();
    if (this.tab.open && records.pending(this.transcript).length > 0) {
      setTimeout(() => {
        if (records.pending(this.transcript).length > 0) this.run();
      }, TAKEOVER_MS);
    }
    this.changed();
  }

  /** Changes the transcript from what the tabs last made of it. */
  private update(change: (transcript: Transcript) => Transcript): void {
    this.transcript = change(this.store.read());
    this.store.write(this.transcript);
    this.changed();
  }

  private keepTab(tab: Partial<Tab>): void {
    this.tab = { ...this.tab, ...tab };
    this.store.writeTab(this.tab);
    this.changed();
  }
}
