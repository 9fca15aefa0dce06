import type { FromFrame } from "../protocol.ts";
import { ElementFrame, type FramePage } from "./element-frame.ts";
import { IntegrationError } from "./integration-error.ts";
import { type Listener, Listeners } from "./listeners.ts";

/** What the elements have in common. Events are never told while a call of the page is running. */
export abstract class FramedElement<Settings> {
  protected readonly listeners: Listeners;
  protected frame: ElementFrame<Settings> | null = null;
  readonly #page: FramePage;
  readonly #leave: () => void;
  #options: object;
  #isDestroyed = false;

  constructor(page: FramePage, options: object, leave: () => void) {
    this.listeners = new Listeners(page.name);
    this.#page = page;
    this.#options = options;
    this.#leave = leave;
  }

  protected abstract settings(): Settings;
  protected abstract hear(news: FromFrame): void;

  mount(target: string | Element): void {
    this.#demandAlive();
    const node = typeof target === "string" ? document.querySelector(target) : target;
    if (!(node instanceof Element)) {
      throw new IntegrationError(
        "The selector or DOM element given to mount() applies to no DOM elements that are currently on the page.",
      );
    }
    if (this.frame?.iframe.parentElement === node) return;
    this.unmount();
    this.frame = new ElementFrame(this.#page, {
      settings: () => this.settings(),
      hear: (news) => this.hear(news),
      fail: () => this.#tellLoadError(),
    });
    this.frame.open(node);
    setTimeout(() => this.listeners.tell("loaderstart"));
  }

  unmount(): void {
    this.frame?.close();
    this.frame = null;
  }

  /** Frees the group's place for an element of its type: React's strict mode creates, destroys and creates again. */
  destroy(): void {
    this.unmount();
    this.#isDestroyed = true;
    this.#leave();
  }

  update(options: object): this {
    this.#demandAlive();
    this.#options = { ...this.#options, ...options };
    this.refresh();
    return this;
  }

  /** Sends the frame what has changed here or in the group. */
  refresh(): void {
    this.frame?.send({ kind: "update", settings: this.settings() });
  }

  on(event: string, listener: Listener): this {
    this.listeners.on(event, listener);
    return this;
  }

  once(event: string, listener: Listener): this {
    this.listeners.once(event, listener);
    return this;
  }

  off(event: string, listener?: Listener): this {
    this.listeners.off(event, listener);
    return this;
  }

  focus(): void {
    this.frame?.iframe.focus();
    this.frame?.send({ kind: "focus" });
  }

  blur(): void {
    this.frame?.send({ kind: "blur" });
  }

  get options(): object {
    return this.#options;
  }

  #tellLoadError(): void {
    const message = "The payment fields could not be loaded.";
    this.listeners.tell("loaderror", { error: { type: "api_connection_error", message } });
  }

  #demandAlive(): void {
    if (!this.#isDestroyed) return;
    throw new IntegrationError("This Element has already been destroyed. Please create a new one.");
  }
}
