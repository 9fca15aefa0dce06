/** Where the page may reach, from the settings: local stand-ins and the real provider differ only in these values. */
export type PolicySettings = {
  readonly publicOrigin: string;
  readonly shopOrigin: string;
  /** Unset: the real Stripe. */
  readonly stripeScriptUrl: string | undefined;
  readonly stripeApiUrl: string | undefined;
  /** React's development build evaluates code to rebuild stack traces; the shipped one does not. */
  readonly development: boolean;
};

const realStripe = {
  script: ["https://js.stripe.com", "https://*.js.stripe.com"],
  frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  connect: ["https://api.stripe.com"],
  image: ["https://*.stripe.com"],
};

/** The page's Content-Security-Policy: own files, scripts that carry `nonce`, and the payment provider. Nothing inline. */
export function contentSecurityPolicy(nonce: string, settings: PolicySettings): string {
  const stripe = stripeSources(settings);
  const secure = settings.publicOrigin.startsWith("https:");
  const directives: readonly (readonly string[])[] = [
    ["default-src", "'self'"],
    [
      "script-src",
      "'self'",
      `'nonce-${nonce}'`,
      ...stripe.script,
      ...(settings.development ? ["'unsafe-eval'"] : []),
    ],
    ["style-src", "'self'", settings.development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    ["img-src", "'self'", "data:", "https://cdn.shopify.com", settings.shopOrigin, ...stripe.image],
    ["font-src", "'self'"],
    ["connect-src", "'self'", settings.publicOrigin, ...stripe.connect],
    ["frame-src", ...stripe.frame],
    ["form-action", "'self'"],
    ["base-uri", "'none'"],
    ["object-src", "'none'"],
    ["frame-ancestors", "'none'"],
    ...(secure ? [["upgrade-insecure-requests"]] : []),
  ];
  return directives.map((directive) => directive.join(" ")).join("; ");
}

function stripeSources({ stripeScriptUrl, stripeApiUrl }: PolicySettings): typeof realStripe {
  if (stripeScriptUrl === undefined) return realStripe;
  const script = new URL(stripeScriptUrl).origin;
  const api = stripeApiUrl === undefined ? script : new URL(stripeApiUrl).origin;
  return { script: [script], frame: [script], connect: [...new Set([script, api])], image: [script] };
}
