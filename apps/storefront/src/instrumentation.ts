/** A wrong setting stops the start, before a shopper meets it. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { storefront } = await import("./compose.ts");
  storefront();
  const { sayTags } = await import("./cache/say-tags.ts");
  sayTags();
  const { renewFetchedAhead } = await import("./cache/renew-fetched-ahead.ts");
  renewFetchedAhead();
}
