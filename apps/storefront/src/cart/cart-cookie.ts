import { cookies } from "next/headers";
import { storefront } from "../compose.ts";

const name = "evertill_cart";
const maxAgeSeconds = 14 * 24 * 60 * 60;

export async function readCartCookie(): Promise<string | null> {
  const value = (await cookies()).get(name)?.value;
  return value?.startsWith("gid://shopify/Cart/") ? value : null;
}

/** Keeps the id of the cart for two weeks, or forgets it. Only route handlers may call it. */
export async function writeCartCookie(cartId: string | null): Promise<void> {
  const store = await cookies();
  const secure = storefront().environment.PUBLIC_ORIGIN.startsWith("https:");
  const attributes = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  if (cartId === null) {
    if (store.has(name)) store.set(name, "", { ...attributes, maxAge: 0 });
  } else store.set(name, cartId, { ...attributes, maxAge: maxAgeSeconds });
}
