export type Listener = (event: object) => void;

/** The `on`, `once` and `off` of an element. */
export class Listeners {
  readonly #byEvent = new Map<string, Set<Listener>>();
  readonly #elementType: string;

  constructor(elementType: string) {
    this.#elementType = elementType;
  }

  on(event: string, listener: Listener): void {
    const listeners = this.#byEvent.get(event) ?? new Set();
    this.#byEvent.set(event, listeners.add(listener));
  }

  once(event: string, listener: Listener): void {
    const first: Listener = (news) => {
      this.off(event, first);
      listener(news);
    };
    this.on(event, first);
  }

  /** Without a listener, all of the event's are taken away. */
  off(event: string, listener?: Listener): void {
    if (listener) this.#byEvent.get(event)?.delete(listener);
    else this.#byEvent.delete(event);
  }

  tell(event: string, news: object = {}): void {
    for (const listener of this.#byEvent.get(event) ?? [])
      listener({ elementType: this.#elementType, ...news });
  }
}
