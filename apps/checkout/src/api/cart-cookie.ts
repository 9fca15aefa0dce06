/**
 * Takes the storefront's cart cookie away once its cart is paid: both apps share the shoppers' host by default. On a host
 * of its own the till cannot reach that cookie; the storefront then drops it when it finds the cart marked as ordered.
 */
export function forgetCart(): { readonly "set-cookie": string } {
  return { "set-cookie": "evertill_cart=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax" };
}
