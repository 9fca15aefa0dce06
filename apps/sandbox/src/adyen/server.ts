import type { StandIn } from "../http/part.ts";
import { openVendor } from "../http/vendor.ts";
import { openAccount } from "./adyen-account.ts";
import { apiRoutes } from "./api/part.ts";
import { browserRoutes } from "./browser/part.ts";
import { ledgerRoutes } from "./ledger-part.ts";
import { keepReporting } from "./reports/keep-reporting.ts";
import { reportRoutes } from "./reports/part.ts";
import { adyenSending } from "./webhooks/notifications.ts";

/** Adyen at an address of its own: API, secured fields, the bank's page and the reports. */
export const startAdyen: StandIn = async (sandbox) => {
  const running = await openVendor(sandbox, {
    name: "Adyen",
    portVariable: "SANDBOX_ADYEN_PORT",
    routes: (origin) => {
      const account = openAccount(sandbox, origin);
      return [apiRoutes(account), ledgerRoutes(account), reportRoutes(account), browserRoutes(account)];
    },
    failed: (message) => ({ status: 500, errorCode: "000", errorType: "internal", message }),
    sending: adyenSending,
  });
  const reporting = keepReporting(openAccount(sandbox, running.url));
  return {
    url: running.url,
    close: async () => {
      await reporting.close();
      await running.close();
    },
  };
};
