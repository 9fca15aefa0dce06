import type { CartView } from "../cart-view.ts";
import type { CartChanges, CartQueue } from "./cart-queue.ts";

/** What a page that was left before its request was answered tells the next one in the same tab. */
type Note = {
  /** What it could not send any more. */
  readonly changes: CartChanges;
  /** There was no cart yet: two first requests at once would begin two, and one would be lost. */
  readonly beginsCart: boolean;
};

const noteKey = "evertill-cart-left";
const nothing: CartChanges = { add: [], set: [] };

/** Between looks for what the page before was about to change; its request may still be on its way. */
const lookAgainMs = [500, 1_000, 1_500, 3_000];

/** Written before a request leaves, since a page may be gone before anything else of it runs. */
export function noteSending(beginsCart: boolean): void {
  writeNote({ changes: nothing, beginsCart });
}

export function forgetSending(): void {
  writeNote(null);
}

export type LeavingMeans = {
  readonly queue: CartQueue;
  /** Sends in a request that outlives the page. */
  readonly sendAndGo: (changes: CartChanges) => void;
  readonly hasCart: () => boolean;
  readonly readAgain: () => Promise<CartView | undefined>;
};

/**
 * Keeps what was pressed milliseconds before the page is left: what waits is sent at once, or, where the request that
 * begins the cart is still on its way, by the next page. Gives what ends it.
 */
export function keepOnLeaving({ queue, sendAndGo, hasCart, readAgain }: LeavingMeans): () => void {
  const leave = (): void => {
    const waiting = queue.takeWaiting();
    if (waiting === null) return;
    if (hasCart()) sendAndGo(waiting);
    else writeNote({ changes: waiting, beginsCart: true });
  };
  const takeUp = (): void => {
    const note = readNote();
    if (note === null) return;
    const earlier = look(readAgain, note.beginsCart);
    if (note.beginsCart) void queue.resume(note.changes, earlier);
  };
  addEventListener("pagehide", leave);
  takeUp();
  return () => removeEventListener("pagehide", leave);
}

/** Reads the cart a few times; where one is to begin, only until it is there. */
async function look(readAgain: LeavingMeans["readAgain"], beginsCart: boolean): Promise<void> {
  for (const delayMs of lookAgainMs) {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    const view = await readAgain().catch(() => undefined);
    if (beginsCart && view && view.totalQuantity > 0) return;
  }
}

function readNote(): Note | null {
  try {
    const text = sessionStorage.getItem(noteKey);
    sessionStorage.removeItem(noteKey);
    return text === null ? null : (JSON.parse(text) as Note);
  } catch {
    return null; // A browser that keeps nothing hands nothing over.
  }
}

function writeNote(note: Note | null): void {
  try {
    if (note === null) sessionStorage.removeItem(noteKey);
    else sessionStorage.setItem(noteKey, JSON.stringify(note));
  } catch {
    // As above.
  }
}
