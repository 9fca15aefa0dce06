/** Where the page may reach, from the settings: local stand-ins and the real providers differ only in these values. */
export type PolicySettings = {
  readonly publicOrigin: string;
  readonly shopOrigin: string;
  readonly stripe: {
    /** Unset: the real Stripe. */
    readonly scriptUrl: string | undefined;
    readonly apiUrl: string | undefined;
  };
  /** Null: not there, and then none of its addresses may be reached. */
  readonly adyen: {
    /** Below it the browser finds what is Adyen's. Unset: the real Adyen. */
    readonly webUrl: string | undefined;
  } | null;
  readonly paypal: {
    readonly isTest: boolean;
    /** Unset: the real PayPal. */
    readonly scriptUrl: string | undefined;
  } | null;
  /** React's development build evaluates code to rebuild stack traces; the shipped one does not. */
  readonly development: boolean;
};

/** What one provider needs, by directive. */
type Sources = Readonly<Record<"script" | "frame" | "connect" | "image" | "form", readonly string[]>>;

const nothing: Sources = { script: [], frame: [], connect: [], image: [], form: [] };

const realStripe: Sources = {
  script: ["https://js.stripe.com", "https://*.js.stripe.com"],
  frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  connect: ["https://api.stripe.com"],
  image: ["https://*.stripe.com"],
  form: [],
};

/** The page's Content-Security-Policy: own files, scripts that carry `nonce`, and the providers that are there. Nothing inline. */
export function contentSecurityPolicy(nonce: string, settings: PolicySettings): string {
  const providers = [stripeSources(settings), adyenSources(settings), paypalSources(settings)];
  const all = (kind: keyof Sources) => [...new Set(providers.flatMap((sources) => sources[kind]))];
  const secure = settings.publicOrigin.startsWith("https:");
  const directives: readonly (readonly string[])[] = [
    ["default-src", "'self'"],
    [
      "script-src",
      "'self'",
      `'nonce-${nonce}'`,
      ...all("script"),
      ...(settings.development ? ["'unsafe-eval'"] : []),
    ],
    ["style-src", "'self'", settings.development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    ["img-src", "'self'", "data:", "https://cdn.shopify.com", settings.shopOrigin, ...all("image")],
    ["font-src", "'self'"],
    ["connect-src", "'self'", settings.publicOrigin, ...all("connect")],
    ["frame-src", ...all("frame")],
    ["form-action", "'self'", ...all("form")],
    ["base-uri", "'none'"],
    ["object-src", "'none'"],
    ["frame-ancestors", "'none'"],
    ...(secure ? [["upgrade-insecure-requests"]] : []),
  ];
  return directives.map((directive) => directive.join(" ")).join("; ");
}

function stripeSources({ stripe: { scriptUrl, apiUrl } }: PolicySettings): Sources {
  if (scriptUrl === undefined) return realStripe;
  const script = new URL(scriptUrl).origin;
  const api = apiUrl === undefined ? script : new URL(apiUrl).origin;
  return { script: [script], frame: [script], connect: [script, api], image: [script], form: [] };
}

/**
 * adyen-web is part of our own bundle. A bank's question is a form that is sent into a frame, and no list of the banks'
 * hosts exists, so any of https has to be let in (Adyen/adyen-web#2457).
 */
function adyenSources({ adyen }: PolicySettings): Sources {
  if (adyen === null) return nothing;
  const { webUrl } = adyen;
  if (webUrl !== undefined) {
    const own = [new URL(webUrl).origin];
    return { script: [], frame: own, connect: own, image: own, form: own };
  }
  const own = ["https://*.adyen.com"];
  return { script: [], frame: ["https:"], connect: own, image: own, form: ["https:"] };
}

function paypalSources({ paypal }: PolicySettings): Sources {
  if (paypal === null) return nothing;
  const { scriptUrl, isTest } = paypal;
  if (scriptUrl !== undefined) {
    const own = [new URL(scriptUrl).origin];
    return { script: own, frame: own, connect: own, image: own, form: [] };
  }
  const own = isTest ? ["https://www.sandbox.paypal.com"] : ["https://www.paypal.com"];
  const pictures = ["https://www.paypalobjects.com"];
  return {
    script: [...own, ...pictures],
    frame: own,
    connect: own,
    image: [...own, ...pictures],
    form: [],
  };
}
