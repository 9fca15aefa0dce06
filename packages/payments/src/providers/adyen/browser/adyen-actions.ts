import type { AdditionalDetailsData, PaymentAction } from "@adyen/adyen-web";
import type { ActionEnd, PaymentActions } from "../../../browser/payment-fields.ts";
import { type AdyenBrowserSettings, environmentOf } from "./environment.ts";
import { openSheet } from "./sheet.ts";

/**
 * Needs no fields on the page: after a reload the challenge can be taken up again. A native challenge is shown in a sheet
 * over the page; a redirect leaves the page, and the address the shopper comes back to is read by {@link readReturn}.
 */
export function adyenActions(settings: AdyenBrowserSettings, closeLabel: string): PaymentActions {
  return {
    perform: async (action) => {
      if (action.provider !== "adyen") return failed(`adyen-web cannot perform ${action.provider}'s action`);
      const sheet = openSheet(closeLabel);
      try {
        const { AdyenCheckout } = await import("@adyen/adyen-web");
        return await new Promise<ActionEnd>((resolve, reject) => {
          sheet.closed.then(() => resolve({ kind: "abandoned" }), reject);
          const config = {
            ...environmentOf(settings),
            onAdditionalDetails: ({ data }: AdditionalDetailsData) => resolve(finishedWith(data.details)),
            onError: ({ message }: { readonly message: string }) => resolve(failed(message)),
          };
          AdyenCheckout(config)
            .then((checkout) =>
              checkout
                .createFromAction({ ...action.action } as unknown as PaymentAction, {
                  challengeWindowSize: "05",
                })
                .mount(sheet.room),
            )
            .catch(reject);
        });
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      } finally {
        sheet.close();
      }
    },
  };
}

/** What a bank's own page brought back in the address, or null. */
export function readReturn(address: URL): ActionEnd | null {
  const redirectResult = address.searchParams.get("redirectResult");
  return redirectResult === null ? null : finishedWith({ redirectResult });
}

function finishedWith(details: object): ActionEnd {
  const texts = Object.entries(details).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { kind: "finished", result: { provider: "adyen", details: Object.fromEntries(texts) } };
}

function failed(operatorMessage: string): ActionEnd {
  return { kind: "failed", operatorMessage };
}
