import { html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";
import { Api } from "./api.js";
import type { Verdict } from "./contract.js";
import { asText, download } from "./export.js";
import { followViewport, under } from "./screen.js";
import { Session } from "./session.js";
import { Store } from "./store.js";
import base from "./styles/base.css";
import chat from "./styles/chat.css";
import controls from "./styles/controls.css";
import replies from "./styles/replies.css";
import themes from "./styles/themes.css";
import { TEXTS } from "./texts.js";
import { type Exchange, pending } from "./transcript.js";
import { composerView } from "./views/composer.js";
import { headerView } from "./views/header.js";
import { launcherView } from "./views/launcher.js";
import { logView } from "./views/log.js";
import { noticeView } from "./views/notice.js";
import { quickReplies } from "./views/quick-replies.js";

/** After this long without an answer, screen readers are told that one is being prepared. */
const TYPING_TOLD_MS = 1000;
/** A chat left open is open again on the next page, unless it would cover it. */
const ROOMY = "(min-width: 40em) and (min-height: 30em)";

/** The assistant: a button that opens a chat, or with `data-page` a chat that fills its place. */
export class FtapAssistant extends LitElement {
  static override styles = [themes, base, controls, chat, replies].map((sheet) => unsafeCSS(sheet));

  static override properties = {
    server: {},
    heading: { attribute: "data-title" },
    label: { attribute: "data-label" },
    privacyUrl: { attribute: "data-privacy-url" },
    contactUrl: { attribute: "data-contact-url" },
    startsOpen: { attribute: "data-open", type: Boolean },
    page: { attribute: "data-page", type: Boolean },
  };

  declare server: string;
  declare heading: string | undefined;
  declare label: string | undefined;
  declare privacyUrl: string | undefined;
  declare contactUrl: string | undefined;
  declare startsOpen: boolean;
  declare page: boolean;

  private session!: Session;
  private options = false;
  private erasing = false;
  /** A page's focused element lies under the launcher, which makes way for it. */
  private aside = false;
  private asking: string | undefined;
  private empty = false;
  private typingTold = false;
  private status = "";
  private alert = "";
  private typingTimer = 0;
  private shown = "";
  private focused: Element | null = null;
  private stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.session = new Session(new Api(this.server), new Store(this.server), () => {
      this.requestUpdate();
    });
    this.session.start();
    const sheet = new CSSStyleSheet();
    this.root.adoptedStyleSheets = [...this.root.adoptedStyleSheets, sheet];
    const focusin = (event: FocusEvent) => {
      this.makeWay(event.target as Element);
    };
    document.addEventListener("focusin", focusin);
    this.stops = [
      followViewport(sheet),
      () => {
        this.session.stop();
      },
      () => {
        document.removeEventListener("focusin", focusin);
      },
    ];
    const left = this.session.tab.open && matchMedia(ROOMY).matches;
    if (this.page || this.startsOpen || left) this.session.open();
    else if (this.session.tab.open) this.session.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
  }

  private get root(): ShadowRoot {
    return this.renderRoot as ShadowRoot;
  }

  private get open(): boolean {
    return this.page || this.session.tab.open;
  }

  protected override willUpdate(): void {
    this.focused = this.root.activeElement;
    this.followTyping();
  }

  protected override render(): TemplateResult {
    const { about, transcript, tab, connection, problem } = this.session;
    const waiting = pending(transcript).length > 0;
    const held = connection === "lost" || problem !== "";
    return html`
      ${this.page ? nothing : launcherView(this.label ?? TEXTS.launcher, this.open, this.aside, this.toggle)}
      <section class="panel" id="panel" lang="fr" aria-labelledby="title" ?hidden=${!this.open} @keydown=${this.onKey}>
        ${headerView(
          {
            title: this.heading ?? about?.name ?? TEXTS.name,
            until: about?.until,
            page: this.page,
            options: this.options,
            erasing: this.erasing,
          },
          {
            close: this.close,
            toggleOptions: this.toggleOptions,
            export: () => void this.export(),
            askErase: this.askErase,
            cancelErase: this.cancelErase,
            erase: () => void this.erase(),
          },
        )}
        <div class="exchanges" role="region" tabindex="0" aria-label=${TEXTS.exchanges}>
          ${noticeView(about, { privacy: this.privacyUrl, contact: this.contactUrl })}
          ${logView(
            transcript,
            { waiting, held, asking: this.asking },
            {
              choose: (choice) => {
                this.session.choose(choice);
              },
              retry: (exchange) => {
                this.session.retry(exchange.state.is === "failed" ? exchange.id : undefined);
              },
              edit: this.edit,
              rate: (id, verdict) => void this.rate(id, verdict),
              skipReason: this.skipReason,
            },
          )}
          ${transcript.exchanges.some(({ state }) => state.is === "answered")
            ? nothing
            : quickReplies(
                TEXTS.suggestions,
                about?.suggestions ?? [],
                (text) => text,
                waiting,
                (text) => {
                  this.session.say(text);
                },
              )}
          <p role="status" class="hidden">${this.typingTold ? TEXTS.typing : nothing}</p>
        </div>
        <div class="news">
          <p role="status">${this.news}</p>
          <div role="alert">${this.alert ? html`<p class="error">${this.alert}</p>` : nothing}</div>
          ${problem
            ? html`<div class="problem">
                <p role="alert">${problem}</p>
                <button type="button" class="secondary" @click=${this.tryAgain}>${TEXTS.retry}</button>
              </div>`
            : nothing}
        </div>
        ${composerView(tab.draft, matchMedia("(pointer: coarse)").matches, this.empty, {
          draft: (text) => {
            this.empty = false;
            this.session.keepDraft(text);
          },
          send: this.send,
          showNotice: this.showNotice,
        })}
      </section>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.scrollToNews();
    // What was pressed is gone, since it was answered: the answer takes its focus, which would be lost otherwise.
    if (this.focused && !this.focused.isConnected && this.open) this.focusLatest();
    this.focused = null;
  }

  /** What is told in passing: the network first, then what was last done. */
  private get news(): string {
    const { connection } = this.session;
    if (connection === "lost") return TEXTS.lost;
    return connection === "back" ? TEXTS.back : this.status;
  }

  private find(selector: string): HTMLElement | null {
    return this.root.querySelector(selector);
  }

  /** Focuses what the selector finds, once what was changed is drawn. */
  private async focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.find(selector)?.focus();
  }

  private focusLatest(): void {
    const latest = [...this.root.querySelectorAll<HTMLElement>("li.assistant, li.note")].at(-1);
    (latest ?? this.find("#question"))?.focus({ preventScroll: true });
  }

  /** Shows what was said last from its beginning, so that a long answer is read from the top. */
  private scrollToNews(): void {
    const { about, transcript } = this.session;
    const said = transcript.exchanges.map(({ id, state }) => id + state.is);
    const shown = this.open ? [about !== undefined, transcript.begun.length, ...said].join() : "";
    const news = shown !== this.shown && shown !== "";
    this.shown = shown;
    if (!news) return;
    const last = transcript.exchanges.at(-1);
    const item = last && this.root.getElementById(`said-${last.id}`);
    const box = this.scroller;
    if (!item || !box) {
      // The first words must not push out of sight the field that one was sent to, nor its button.
      const active = this.root.activeElement;
      (active?.closest(".composer") ?? active)?.scrollIntoView({ block: "nearest" });
      return;
    }
    const beginning = item.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    box.scrollTo({ top: beginning - 8 });
  }

  /** On a very small screen the panel scrolls as a whole, and not the exchanges alone. */
  private get scroller(): HTMLElement | null {
    const panel = this.find(".panel");
    return panel && panel.scrollHeight > panel.clientHeight ? panel : this.find(".exchanges");
  }

  private followTyping(): void {
    const { transcript, connection, problem } = this.session;
    const typing = pending(transcript).length > 0 && connection !== "lost" && !problem;
    if (typing && !this.typingTimer) {
      this.typingTimer = window.setTimeout(() => {
        this.typingTold = true;
        this.requestUpdate();
      }, TYPING_TOLD_MS);
    } else if (!typing && this.typingTimer) {
      clearTimeout(this.typingTimer);
      this.typingTimer = 0;
      this.typingTold = false;
    }
  }

  private makeWay(target: Element): void {
    if (target === this || this.page) return;
    const launcher = this.find(".launcher");
    const panel = this.find(".panel");
    if (this.open && panel && under(target, panel)) this.session.close();
    this.aside = launcher !== null && under(target, launcher);
    this.requestUpdate();
  }

  private readonly toggle = () => {
    if (this.open) {
      this.close();
      return;
    }
    this.session.open();
    void this.focusOn("#question");
  };

  private readonly close = () => {
    this.options = false;
    this.erasing = false;
    this.session.close();
    void this.focusOn(".launcher");
  };

  private readonly toggleOptions = () => {
    this.options = !this.options;
    this.erasing = false;
    this.requestUpdate();
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    if (this.erasing) this.cancelErase();
    else if (this.options) {
      this.toggleOptions();
      void this.focusOn("#options");
    } else if (this.asking) this.skipReason(this.asking);
    else if (!this.page) this.close();
  };

  private readonly showNotice = () => {
    const notice = this.find(".notice");
    notice?.focus();
    notice?.scrollIntoView({ block: "nearest" });
  };

  private readonly send = () => {
    const text = this.session.tab.draft.trim();
    this.empty = text === "";
    this.say("");
    if (text) this.session.say(text);
    void this.focusOn("#question");
  };

  private readonly edit = (exchange: Exchange) => {
    this.session.edit(exchange);
    void this.focusOn("#question");
  };

  private readonly tryAgain = () => {
    this.session.retry();
    void this.focusOn("#question");
  };

  private readonly askErase = () => {
    this.erasing = true;
    void this.focusOn("#erase-cancel");
  };

  private readonly cancelErase = () => {
    this.erasing = false;
    void this.focusOn("#erase");
  };

  private async erase(): Promise<void> {
    try {
      await this.session.erase();
    } catch (error) {
      this.complain(error);
      return;
    }
    this.erasing = false;
    this.options = false;
    this.asking = undefined;
    this.say(TEXTS.erased);
    await this.focusOn("#question");
  }

  private async export(): Promise<void> {
    try {
      const conversation = await this.session.conversation();
      download(asText(this.heading ?? this.session.about?.name ?? TEXTS.name, conversation));
      this.say(TEXTS.exported);
    } catch (error) {
      this.complain(error);
    }
  }

  private async rate(id: string, verdict: Verdict): Promise<void> {
    try {
      await this.session.rate(id, verdict);
    } catch (error) {
      this.complain(error);
      return;
    }
    this.say(TEXTS.thanks);
    if (verdict.helpful || verdict.reason) {
      this.skipReason(id);
      return;
    }
    this.asking = id;
    await this.updateComplete;
    this.find(".reason")?.scrollIntoView({ block: "nearest" });
  }

  private readonly skipReason = (id: string) => {
    const typing = this.root.activeElement?.closest(".reason");
    this.asking = undefined;
    this.requestUpdate();
    if (typing) void this.focusOn(`#thumb-down-${id}`);
  };

  private say(status: string): void {
    this.status = status;
    this.alert = "";
    this.requestUpdate();
  }

  private complain(error: unknown): void {
    this.status = "";
    this.alert = error instanceof Error && error.message ? error.message : TEXTS.fault;
    this.requestUpdate();
  }
}
