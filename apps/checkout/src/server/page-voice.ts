import type { CheckoutView, OrderView } from "@evertill/checkout/api";
import { findLocale } from "@evertill/money";
import { headers } from "next/headers";
import { cache } from "react";
import { composition } from "../compose.ts";
import { type Voice, voiceFor, voiceOf } from "../copy/copy-of.ts";
import { pathHeader } from "./request-headers.ts";

/** Read once per request, however many parts of the page ask. */
export const readCheckout = cache(async (token: string): Promise<CheckoutView | null> => {
  const { till } = await composition();
  return till.viewCheckout(token);
});

export const readOrder = cache(async (token: string): Promise<OrderView | null> => {
  const { till } = await composition();
  return till.viewOrder(token);
});

/** How the page speaks: as its checkout or order does, else as its address asks, else as the browser prefers. */
export const pageVoice = cache(async (): Promise<Voice> => {
  const sent = await headers();
  const address = new URL(sent.get(pathHeader) ?? "/", "http://checkout");
  const known = await localeOf(address.pathname.replace(/^\/checkout(?=\/|$)/, ""));
  const asked = known ?? address.searchParams.get("locale");
  return asked !== null && findLocale(asked) ? voiceOf(asked) : voiceFor(sent.get("accept-language"));
});

async function localeOf(path: string): Promise<string | null> {
  const [, first = "", second = ""] = path.split("/").map((part) => decode(part));
  try {
    const found = first === "orders" ? await readOrder(second) : await readCheckout(first);
    return found?.locale ?? null;
  } catch {
    // The page itself fails with words; its frame still has to speak some language.
    return null;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
