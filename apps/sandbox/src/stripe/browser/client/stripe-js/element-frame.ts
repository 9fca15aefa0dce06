import type { Answer, FromFrame, Greeting, Hello, ToFrame } from "../protocol.ts";
import { standInOrigin } from "./stand-in-origin.ts";

const helloWithinMs = 15_000;
/** A frame that has loaded and stays silent is an error page of the browser. */
const helloAfterLoadMs = 2_000;

let elements = 0;

type Request = { readonly kind: "validate" } | { readonly kind: "tokenise"; readonly params: object };

/** The pages of Stripe's origin that stand in frames. */
export type FramePage = {
  readonly name: "payment" | "expressCheckout" | "wallet";
  readonly title: string;
  readonly heightPixels: number;
  /** The frame's margin and padding cancel out, so that a focus ring is not cut off. */
  readonly overhangPixels: number;
};

/**
 * One frame of another origin, and the wire to it. The page and the frame greet each other by
 * messages to exact origins, then speak through a port that nobody else holds.
 */
export class ElementFrame<Settings> {
  readonly iframe = document.createElement("iframe");
  readonly #id = `element-${(elements += 1)}`;
  readonly #page: FramePage;
  readonly #settings: () => Settings;
  readonly #hear: (news: FromFrame) => void;
  readonly #fail: () => void;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #port: MessagePort | null = null;
  #requests = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    page: FramePage,
    wiring: {
      readonly settings: () => Settings;
      readonly hear: (news: FromFrame) => void;
      readonly fail: () => void;
    },
  ) {
    this.#page = page;
    this.#settings = wiring.settings;
    this.#hear = wiring.hear;
    this.#fail = wiring.fail;
  }

  open(node: Element): void {
    const { iframe } = this;
    const { name, title, heightPixels, overhangPixels } = this.#page;
    iframe.src = `${standInOrigin}/frame/${name}?${new URLSearchParams({ element: this.#id, origin: location.origin })}`;
    iframe.title = title;
    iframe.name = `stripe-${name}-${this.#id}`;
    iframe.allow = "payment *; clipboard-write";
    // Property by property: a page may forbid style attributes.
    Object.assign(iframe.style, {
      border: "0",
      display: "block",
      margin: `-${overhangPixels}px`,
      width: `calc(100% + ${2 * overhangPixels}px)`,
      minWidth: "0",
      maxWidth: "none",
      height: `${heightPixels}px`,
      colorScheme: "normal",
      userSelect: "none",
    });
    iframe.addEventListener("load", this.#loaded);
    addEventListener("message", this.#greet);
    this.#expectHello(helloWithinMs);
    node.append(iframe);
  }

  close(): void {
    clearTimeout(this.#timer);
    removeEventListener("message", this.#greet);
    this.iframe.removeEventListener("load", this.#loaded);
    this.#disconnect();
    this.iframe.remove();
  }

  send(order: ToFrame<Settings>): void {
    this.#port?.postMessage(order);
  }

  /** Resolves with the frame's answer; a frame that is not there answers with an error. */
  ask(request: Request): Promise<Answer> {
    const port = this.#port;
    if (!port) return Promise.resolve(notThere);
    this.#requests += 1;
    const number = this.#requests;
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
      port.postMessage({ ...request, request: number });
    });
  }

  readonly #greet = (event: MessageEvent<unknown>): void => {
    if (event.origin !== standInOrigin || event.source !== this.iframe.contentWindow) return;
    if (!isHello(event.data) || event.data.element !== this.#id) return;
    clearTimeout(this.#timer);
    this.#disconnect();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener("message", ({ data }: MessageEvent<FromFrame>) => this.#listen(data));
    port1.start();
    const greeting: Greeting<Settings> = { kind: "start", settings: this.#settings() };
    this.iframe.contentWindow?.postMessage(greeting, standInOrigin, [port2]);
  };

  #listen(news: FromFrame): void {
    if (news.kind === "answer") {
      this.#waiting.get(news.request)?.(news.answer);
      this.#waiting.delete(news.request);
      return;
    }
    if (news.kind === "height") this.iframe.style.height = `${news.pixels}px`;
    this.#hear(news);
  }

  readonly #loaded = (): void => {
    if (!this.#port) this.#expectHello(helloAfterLoadMs);
  };

  #expectHello(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#fail, ms);
  }

  /** Whoever waits is told: a frame that reloads has forgotten what it was asked. */
  #disconnect(): void {
    this.#port?.close();
    this.#port = null;
    for (const resolve of this.#waiting.values()) resolve(notThere);
    this.#waiting.clear();
  }
}

const notThere: Answer = {
  error: {
    type: "api_connection_error",
    message:
      "The payment fields are not on the page. Mount the payment element and wait for its ready event.",
  },
};

function isHello(data: unknown): data is Hello {
  return (
    typeof data === "object" && data !== null && "kind" in data && data.kind === "hello" && "element" in data
  );
}
