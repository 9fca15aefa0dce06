import { z } from "zod";
import { type CallContext, inContext } from "./call-context.ts";
import type { Cart, CartChange, CartLine } from "./cart.ts";
import { getCartLines } from "./operations/get-cart-lines.ts";
import { StorefrontError } from "./storefront-error.ts";
import type { StorefrontTransport } from "./storefront-transport.ts";
import { cartChange, type FirstPage } from "./wire/cart.ts";

/** A document about one cart, and how that cart is read. */
type CartCall<Whole extends Cart> = {
  readonly operation: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly cart: z.ZodType<FirstPage<Whole>>;
};

/** Asks for `cart`, with every line it has. Null when it expired, was completed or never was. */
export async function readCart<Whole extends Cart>(
  transport: StorefrontTransport,
  { operation, document, variables, cart }: CartCall<Whole>,
  context: CallContext,
): Promise<Whole | null> {
  const data = await transport.read({
    operation,
    document,
    variables: { ...variables, ...inContext(context) },
    data: z.object({ cart: cart.nullable() }),
    buyerIp: context.buyerIp,
    deadlineMs: context.deadlineMs,
  });
  return data.cart && complete(transport, data.cart, context);
}

/** Sends a change, answered as `change`, and reads every line of the cart that came of it. */
export async function changeCart<Whole extends Cart>(
  transport: StorefrontTransport,
  { operation, document, variables, cart }: CartCall<Whole>,
  context: CallContext,
): Promise<CartChange<Whole>> {
  const change = await transport.write({
    operation,
    document,
    variables: { ...variables, ...inContext(context) },
    data: cartChange(cart),
    buyerIp: context.buyerIp,
    deadlineMs: context.deadlineMs,
  });
  switch (change.kind) {
    case "gone":
      return change;
    case "refused":
      return { ...change, cart: change.cart && (await complete(transport, change.cart, context)) };
    case "changed":
      return { ...change, cart: await complete(transport, change.cart, context) };
  }
}

async function complete<Whole extends Cart>(
  transport: StorefrontTransport,
  { cart, linesAfter }: FirstPage<Whole>,
  context: CallContext,
): Promise<Whole> {
  const lines: CartLine[] = [...cart.lines];
  let after = linesAfter;
  while (after !== null) {
    const page = await getCartLines(transport)(cart.id, after, context);
    // Pages of two different carts would add up to a third that nobody has.
    if (page === null || page.lines.length === 0 || page.updatedAt !== cart.updatedAt)
      throw new StorefrontError("unavailable", {
        operation: "GetCartLines",
        detail: "the cart changed while its lines were read",
      });
    lines.push(...page.lines);
    after = page.after;
  }
  return { ...cart, lines };
}
