import type { StandIn } from "../http/part.ts";
import { openVendor } from "../http/vendor.ts";
import { openAccount } from "./adyen-account.ts";
import { apiRoutes } from "./api/part.ts";
import { browserRoutes } from "./browser/part.ts";
import { ledgerRoutes } from "./ledger-part.ts";
import { adyenSending } from "./webhooks/notifications.ts";

/** Adyen at an address of its own: API, secured fields and the bank's page. */
export const startAdyen: StandIn = (sandbox) =>
  openVendor(sandbox, {
    name: "Adyen",
    portVariable: "SANDBOX_ADYEN_PORT",
    routes: (origin) => {
      const account = openAccount(sandbox, origin);
      return [apiRoutes(account), ledgerRoutes(account), browserRoutes(account)];
    },
    failed: (message) => ({ status: 500, errorCode: "000", errorType: "internal", message }),
    sending: adyenSending,
  });
