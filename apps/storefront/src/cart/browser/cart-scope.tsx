"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from "react";
import useSWR, { useSWRConfig } from "swr";
import type { CartView } from "../cart-view.ts";
import { type CartChanges, CartQueue } from "./cart-queue.ts";
import { forgetSending, keepOnLeaving, noteSending } from "./leave-page.ts";

export type BrowserCart = {
  /** The last answer of the server with what is pending on top; undefined until there is any. */
  readonly view: CartView | undefined;
  /** True while totals may be out of date. */
  readonly isPending: boolean;
  /** The shop did not answer. */
  readonly hasFailed: boolean;
  /** Something was changed on this page. */
  readonly hasChanged: boolean;
  readonly isOpen: boolean;
  readonly wasOpened: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly add: (variantId: string, quantity: number) => Promise<void>;
  readonly setQuantity: (lineId: string, quantity: number) => Promise<void>;
  readonly setDiscountCodes: (codes: readonly string[]) => Promise<void>;
};

const CartContext = createContext<BrowserCart | null>(null);

export function useCart(): BrowserCart {
  const cart = useContext(CartContext);
  if (cart === null) throw new Error("useCart needs a CartScope around it");
  return cart;
}

async function readCart(address: string): Promise<CartView> {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`The cart answered ${response.status}`);
  return (await response.json()) as CartView;
}

/** `keepalive` lets a press that is followed by leaving the page still reach the server. */
async function sendChanges(address: string, changes: CartChanges): Promise<CartView> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(changes),
    keepalive: true,
  });
  if (!response.ok) throw new Error(`The cart answered ${response.status}`);
  return (await response.json()) as CartView;
}

/** The shopper's cart in the browser, one for all pages. */
export function CartScope({ locale, children }: { readonly locale: string; readonly children: ReactNode }) {
  const key = `/${locale}/cart.json`;
  const { data, error } = useSWR(key, readCart, { errorRetryCount: 2, focusThrottleInterval: 10_000 });
  const { mutate } = useSWRConfig();
  const [drawer, setDrawer] = useState<"never" | "open" | "closed">("never");
  const [hasFailed, setFailed] = useState(false);
  const { queue, hasChanged } = useQueue({
    // SWR drops what a read answers that began before this write ended, so no old cart can come back.
    send: (changes) => {
      noteSending((data?.lines.length ?? 0) === 0);
      const sent = sendChanges(`/${locale}/cart/changes`, changes).then((view) => (forgetSending(), view));
      return mutate(key, sent, { revalidate: false, populateCache: true }).then(() => setFailed(false));
    },
    onFailure: () => setFailed(true),
  });
  const hasCart = useEffectEvent(() => (data?.lines.length ?? 0) > 0);
  useEffect(
    () =>
      keepOnLeaving({
        queue,
        sendAndGo: (changes) => void sendChanges(`/${locale}/cart/changes`, changes).catch(() => undefined),
        hasCart: () => hasCart(),
        readAgain: () => mutate<CartView>(key),
      }),
    [queue, locale, key, mutate],
  );
  const view = data && queue.applyTo(data);
  const cart: BrowserCart = {
    view,
    isPending: queue.isPending,
    hasFailed: hasFailed || (error !== undefined && data === undefined),
    hasChanged,
    isOpen: drawer === "open",
    wasOpened: drawer !== "never",
    open: () => setDrawer("open"),
    close: () => setDrawer("closed"),
    add: (variantId, quantity) => queue.add(variantId, quantity),
    setQuantity: (lineId, quantity) => queue.setQuantity(lineId, quantity),
    setDiscountCodes: (codes) => queue.setDiscountCodes(codes),
  };
  return <CartContext value={cart}>{children}</CartContext>;
}

type Sending = {
  readonly send: (changes: CartChanges) => Promise<unknown>;
  readonly onFailure: () => void;
};

/** Long enough for a page that is being left to be gone. */
const pauseAfterFailureMs = 300;

/** A queue with a way to hear of its changes, and to tell it anew how to send. */
function createQueueStore() {
  const listeners = new Set<() => void>();
  let version = 0;
  let sending: Sending | undefined;
  const queue = new CartQueue({
    send: (changes) => sending?.send(changes) ?? Promise.reject(new Error("The page is not ready")),
    onFailure: () => sending?.onFailure(),
    pauseAfterFailure: () => new Promise((resolve) => setTimeout(resolve, pauseAfterFailureMs)),
    onChange: () => {
      version += 1;
      for (const listener of listeners) listener();
    },
  });
  return {
    queue,
    sendBy: (by: Sending) => {
      sending = by;
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

/** One queue for the life of the page, which renders anew whenever something becomes pending or settled. */
function useQueue(sending: Sending) {
  const [store] = useState(createQueueStore);
  useEffect(() => store.sendBy(sending));
  const version = useSyncExternalStore(store.subscribe, store.version, store.version);
  return { queue: store.queue, hasChanged: version > 0 };
}
