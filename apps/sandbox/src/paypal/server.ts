import type { StandIn } from "../http/part.ts";
import { openVendor } from "../http/vendor.ts";
import { apiRoutes } from "./api/part.ts";
import { approvalRoutes } from "./approval/part.ts";
import { ledgerRoutes } from "./ledger-part.ts";
import { openAccount } from "./paypal-account.ts";
import { reportingRoutes } from "./reporting/part.ts";
import { makeSigningCertificate } from "./webhooks/certificate.ts";
import { paypalWebhooks } from "./webhooks/events.ts";
import { notificationRoutes } from "./webhooks/part.ts";

/** PayPal at an address of its own: API, the payer's page, webhooks with their certificate. */
export const startPayPal: StandIn = async (sandbox) => {
  // Before anyone can ask, because routes cannot be added after the first request.
  const certificate = await makeSigningCertificate(sandbox);
  return openVendor(sandbox, {
    name: "PayPal",
    portVariable: "SANDBOX_PAYPAL_PORT",
    routes: (origin) => {
      const account = openAccount(sandbox, origin);
      return [
        notificationRoutes(account, certificate),
        reportingRoutes(account),
        apiRoutes(account),
        ledgerRoutes(account),
        approvalRoutes(account),
      ];
    },
    failed: (message) => ({ name: "INTERNAL_SERVER_ERROR", message }),
    sending: paypalWebhooks,
  });
};
