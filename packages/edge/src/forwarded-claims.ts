/** Set by proxies we know; from anyone else they are a claim. */
export const forwardedClaims = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-real-ip",
  "forwarded",
  "x-middleware-subrequest",
] as const;
