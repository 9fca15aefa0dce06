import { copyIn } from "../copy/copy.ts";
import type { Checkout } from "../domain/checkout.ts";
import type { ChangeResult, Workings } from "../till.ts";
import { methodWanted } from "./await-another-method.ts";
import { type Draft, languageOf, priceDocument } from "./price-document.ts";
import { reopen } from "./reopen.ts";
import { viewOf } from "./view.ts";

export type Edit<Other> = (checkout: Checkout) => Promise<{ readonly draft: Draft } | Other>;

/** How often an edit starts anew because another tab wrote first, and how long it steps back at most before it does. */
const triesMax = 20;
const stepBackMsMax = 60;

/** Changes an open checkout: `change` proposes, the price is made anew, and it is written unless somebody wrote meanwhile. */
export async function edit<Other extends { readonly kind: string }>(
  parts: Workings,
  token: string,
  change: Edit<Other>,
): Promise<ChangeResult | Other> {
  for (let tries = 1; ; tries += 1) {
    const checkout = await parts.store.findCheckoutByToken(parts.database, token);
    if (!checkout) return { kind: "not-found" };
    if (methodWanted(checkout)) {
      await letGo(parts, checkout);
      continue;
    }
    if (checkout.state !== "open") return closed(parts, checkout);
    const proposed = await change(checkout);
    if (!("draft" in proposed)) return proposed;
    const priced = await priceDocument(parts, proposed.draft, checkout.locale);
    if (priced.kind === "refused") return { kind: "invalid", fields: { [priced.field]: priced.message } };
    const saved = await parts.store.saveDocument(
      parts.database,
      checkout,
      priced.document,
      parts.clock.now(),
    );
    if (saved) return { kind: "changed", checkout: viewOf(saved, null) };
    if (tries === triesMax) throw new Error(`Checkout ${checkout.id} is written by too many at once`);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * stepBackMsMax));
  }
}

/** What is edited is reserved anew when it is paid. */
async function letGo(parts: Workings, { id }: Checkout): Promise<void> {
  await reopen(parts, id, { isThatTry: (note) => note?.kind === "method-wanted", declined: null });
}

async function closed(parts: Workings, checkout: Checkout): Promise<ChangeResult> {
  const order = await parts.store.findOrderByCheckout(parts.database, checkout.id);
  const state = checkout.state === "open" ? "completing" : checkout.state;
  const message = copyIn(languageOf(checkout.locale)).closed[state];
  return { kind: "closed", checkout: viewOf(checkout, order), message };
}
