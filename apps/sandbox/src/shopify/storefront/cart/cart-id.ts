import { gid, idOf } from "../../gid.ts";
import type { CartDocument } from "./cart-document.ts";

type Named = Pick<CartDocument, "id" | "key">;

/** `gid://shopify/Cart/<token>?key=<secret>`: whoever has it may read and change the cart. */
export function cartGid({ id, key }: Named): string {
  return `${gid("Cart", id)}?key=${key}`;
}

/** Names the cart without opening it: warnings and metafield owners carry this one. */
export function cartName({ id }: Pick<CartDocument, "id">): string {
  return gid("Cart", id);
}

/** Token and secret of a cart's global id; undefined when it is not one. */
export function readCartGid(text: string): { readonly token: string; readonly key: string } | undefined {
  const token = idOf("Cart", text);
  if (token === undefined) return undefined;
  return { token, key: new URLSearchParams(text.split("?")[1] ?? "").get("key") ?? "" };
}

/** The global id of a part of a cart (a line, a delivery group), which names its cart. */
export function partGid(type: "CartLine" | "CartDeliveryGroup", id: string, cart: { readonly id: string }) {
  return `${gid(type, id)}?cart=${cart.id}`;
}
