const name = "evertill_cart";

/** The cart that a request's cookie names, by the shop's id. */
export function cartInCookie(headers: Headers): string | null {
  const given = new RegExp(`(?:^|; )${name}=([^;]+)`).exec(headers.get("cookie") ?? "")?.[1];
  if (given === undefined) return null;
  try {
    return decodeURIComponent(given);
  } catch {
    return null;
  }
}

/**
 * Takes the storefront's cart cookie away once its cart is paid: both apps share the shoppers' host by default. On a host
 * of its own the till cannot reach that cookie; the storefront then drops it when it finds the cart marked as ordered.
 */
export function forgetCart(): { readonly "set-cookie": string } {
  return { "set-cookie": `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax` };
}
