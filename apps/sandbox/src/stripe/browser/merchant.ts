import { kinds, type ShopDocument } from "../../shopify/model.ts";
import type { StripeAccount } from "../stripe-account.ts";

/** Who is paid, as banks and wallets name them. */
export function merchantOf({ sandbox, origin }: StripeAccount): string {
  const [shop] = sandbox.store.collection<ShopDocument>(kinds.shop).all();
  return shop?.name ?? new URL(origin).host;
}
