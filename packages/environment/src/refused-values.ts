/** A value that is well formed, and still must not be used. */
type Refusal = { readonly variable: string; readonly reason: string };

type Given = Readonly<Record<string, string | undefined>>;

/** What production refuses: the sandbox's keys, addresses of stand-ins, vendors' test modes, a shop in clear text. */
export function refusedByProduction(given: Given, standInOnly: readonly string[]): Refusal[] {
  const keys = Object.entries(given).flatMap(([variable, value = ""]) => {
    if (!/_(KEY|TOKEN|SECRET)$/.test(variable)) return [];
    if (saysSandbox(value)) return [{ variable, reason: "is a sandbox key, which production refuses" }];
    return modeOf(value) === "test" ? [{ variable, reason: "is a test key, which production refuses" }] : [];
  });
  const standIns = standInOnly
    .filter((variable) => given[variable] !== undefined)
    .map((variable) => ({ variable, reason: "points at a stand-in, which production refuses: remove it" }));
  return [...keys, ...standIns, ...adyensTestEnvironment(given), ...clearText(given)];
}

/** A vendor's test key beside its live one: payments would begin in one world and be looked for in the other. */
export function mixedModes(given: Given): Refusal[] {
  const stripe = modeOf(given["STRIPE_PUBLISHABLE_KEY"]);
  const secret = modeOf(given["STRIPE_SECRET_KEY"]);
  const adyen = modeOf(given["ADYEN_CLIENT_KEY"]);
  return [
    ...(stripe && secret && stripe !== secret
      ? [
          {
            variable: "STRIPE_PUBLISHABLE_KEY",
            reason: `is a ${stripe} key beside a ${secret} STRIPE_SECRET_KEY`,
          },
        ]
      : []),
    ...(adyen === "test" && given["ADYEN_LIVE_PREFIX"]
      ? [{ variable: "ADYEN_CLIENT_KEY", reason: "is a test key beside ADYEN_LIVE_PREFIX" }]
      : []),
    ...(adyen === "live" && asksAdyensTestEnvironment(given)
      ? [{ variable: "ADYEN_LIVE_PREFIX", reason: "is missing beside a live ADYEN_CLIENT_KEY" }]
      : []),
  ];
}

function adyensTestEnvironment(given: Given): Refusal[] {
  if (!asksAdyensTestEnvironment(given)) return [];
  const reason = "is missing: without it payments go to Adyen's test environment, which production refuses";
  return [{ variable: "ADYEN_LIVE_PREFIX", reason }];
}

function asksAdyensTestEnvironment(given: Given): boolean {
  return Boolean(given["ADYEN_API_KEY"]) && !given["ADYEN_API_URL"] && !given["ADYEN_LIVE_PREFIX"];
}

/** Where shoppers and staff are; the till's own address counts where it is another than the shop's. */
function clearText(given: Given): Refusal[] {
  const { PUBLIC_ORIGIN, CHECKOUT_ORIGIN, CONSOLE_ORIGIN } = given;
  const till = CHECKOUT_ORIGIN === PUBLIC_ORIGIN ? {} : { CHECKOUT_ORIGIN };
  return Object.entries({ PUBLIC_ORIGIN, ...till, CONSOLE_ORIGIN })
    .filter(([, origin]) => origin?.startsWith("http:"))
    .map(([variable]) => ({ variable, reason: "must be given, and begin with https:// in production" }));
}

/** As the keys of Stripe (`sk_test_…`) and Adyen (`live_…`) say it themselves; undefined where a key says nothing. */
function modeOf(key = ""): "test" | "live" | undefined {
  return /^(?:[psr]k_)?(test|live)_/.exec(key)?.[1] as "test" | "live" | undefined;
}

/** In letters, or in hexadecimal where a key must be that. */
function saysSandbox(key: string): boolean {
  return /sandbox/i.test(key) || /sandbox/i.test(Buffer.from(key, "hex").toString("latin1"));
}
