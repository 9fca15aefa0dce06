/** A wrong setting stops the start, before a shopper meets it. */
export async function register(): Promise<void> {
  const { storefront } = await import("./compose.ts");
  storefront();
}
