import type { StandIn } from "../http/part.ts";
import { openVendor } from "../http/vendor.ts";
import { apiRoutes } from "./api/part.ts";
import { browserRoutes } from "./browser/part.ts";
import { ledgerRoutes } from "./ledger-part.ts";
import { openAccount } from "./stripe-account.ts";
import { stripeWebhooks } from "./webhooks/events.ts";

/** Stripe at an address of its own: API, script, frames and the bank's page. */
export const startStripe: StandIn = (sandbox) =>
  openVendor(sandbox, {
    name: "Stripe",
    portVariable: "SANDBOX_STRIPE_PORT",
    routes: (origin) => {
      const account = openAccount(sandbox, origin);
      return [apiRoutes(account), ledgerRoutes(account), browserRoutes(account)];
    },
    failed: (message) => ({ error: { type: "api_error", message } }),
    sending: stripeWebhooks,
  });
