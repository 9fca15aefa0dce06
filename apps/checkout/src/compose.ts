import { createCatalog } from "@evertill/catalog";
import { catalogShopCarts, createTill, systemClock, tableTaxCalculator, type Till } from "@evertill/checkout";
import { connect, openPgBossJobs } from "@evertill/database";
import { createPayments } from "@evertill/payments";
import { createProviders } from "@evertill/payments/providers";
import { pino } from "pino";
import { httpSuggestions } from "./address/http-suggestions.ts";
import { noSuggestions } from "./address/no-suggestions.ts";
import { composeAuthentication } from "./compose-authentication.ts";
import { environment } from "./env.ts";

const log = pino({ name: "checkout" });

async function compose(): Promise<Composition> {
  const settings = environment();
  const database = connect(settings.DATABASE_URL, { connectionsMax: 20, applicationName: "checkout" });
  const jobs = await openPgBossJobs({
    database,
    role: "sender",
    onError: (error) => log.error({ err: error }, "the job port failed"),
  });
  const payments = createPayments({
    database,
    providers: createProviders(settings),
    authentication: composeAuthentication(settings, log),
    // Payments want a listener before the till exists; nothing is announced until one is asked to pay.
    listener: { paymentChanged: (news) => till.paymentChanged(news) },
    log,
  });
  const catalog = createCatalog({
    storeUrl: settings.SHOPIFY_STORE_URL,
    token: settings.SHOPIFY_STOREFRONT_PRIVATE_TOKEN,
    version: settings.SHOPIFY_API_VERSION,
  });
  const till: Till = createTill({
    database,
    payments,
    carts: catalogShopCarts(catalog, {
      onSilence: (error) => log.warn({ err: error }, "the shop did not answer"),
    }),
    tax: tableTaxCalculator,
    addressSuggestions: settings.ADDRESS_SUGGESTIONS_URL
      ? httpSuggestions(settings.ADDRESS_SUGGESTIONS_URL, {
          onSilence: (error) => log.warn({ err: error }, "the address look-up did not answer"),
        })
      : noSuggestions,
    jobs,
    clock: systemClock,
    checkoutOrigin: settings.CHECKOUT_ORIGIN ?? settings.PUBLIC_ORIGIN,
  });
  return {
    till,
    countryHeader: settings.COUNTRY_HEADER,
    isHealthy: async () => {
      try {
        await database.$client.query("select 1");
        return true;
      } catch {
        return false;
      }
    },
  };
}

export type Composition = {
  readonly till: Till;
  /** Of a request, where an edge of ours tells the caller's country. */
  readonly countryHeader: string | undefined;
  /** False when the database does not answer. */
  readonly isHealthy: () => Promise<boolean>;
};

// Next may load this module once for pages and once for routes: the pool is kept where both find it.
const kept = globalThis as { evertillCheckout?: Promise<Composition> | undefined };

/** The till and everything it is built from, made at first use. The only place that builds adapters. */
export function composition(): Promise<Composition> {
  kept.evertillCheckout ??= compose().catch((error: unknown) => {
    // The next request tries again: a database that was late must not stop the till for good.
    kept.evertillCheckout = undefined;
    throw error;
  });
  return kept.evertillCheckout;
}
