import type { PayPalV6Namespace } from "@paypal/paypal-js/sdk-v6";
import { expect, test, vi } from "vitest";
import { openWallet, type PayPalWallet } from "./wallet.ts";

type Options = {
  readonly onApprove: (data: { orderId: string }) => Promise<void>;
  readonly onCancel: (data: object) => void;
  readonly onError: (error: Error) => void;
};
/** What PayPal's script does when it is told to start. */
type Start = (options: Options, order: Promise<{ orderId: string }>) => Promise<void>;

const settings = { clientId: "client", languageTag: "de-DE", currency: "EUR" };

async function walletThat(start: Start, isEligible = true): Promise<PayPalWallet | null> {
  const instance = {
    findEligibleMethods: async () => ({ isEligible: () => isEligible }),
    createPayPalOneTimePaymentSession: (options: Options) => ({
      start: (_: object, order: Promise<{ orderId: string }>) => start(options, order),
    }),
  };
  const paypal = { version: "6.0.0", createInstance: async () => instance };
  return openWallet(paypal as unknown as PayPalV6Namespace, settings);
}

test("an approved order is a finished action, named for the till", async () => {
  const wallet = await walletThat(async ({ onApprove }, order) => onApprove(await order));
  expect(await wallet?.approve(Promise.resolve("ORDER1"))).toEqual({
    kind: "finished",
    result: { provider: "paypal", orderId: "ORDER1" },
  });
});

test("the window is opened while the click is being answered, before the order is there", async () => {
  const start = vi.fn<Start>(async () => undefined);
  const wallet = await walletThat(start);
  void wallet?.approve(new Promise(() => undefined));
  expect(start).toHaveBeenCalledOnce();
});

test("a payer who cancels or shuts the window has abandoned it, and may pay otherwise", async () => {
  const wallet = await walletThat(async ({ onCancel }) => onCancel({}));
  expect(await wallet?.approve(Promise.resolve("ORDER1"))).toEqual({ kind: "abandoned" });
});

test.each([
  ["answers with nothing to approve", () => Promise.resolve(null)],
  ["fails", () => Promise.reject(new Error("the till is silent"))],
])("when the till %s, the window has nothing to say", async (_, order) => {
  const wallet = await walletThat(async ({ onError }, promised) => {
    // Scripts put an error of their own round what the order failed with.
    await promised.catch(() => onError(new Error("could not create the order")));
  });
  expect(await wallet?.approve(order())).toBeNull();
});

test("a failure of PayPal's own is told to operators", async () => {
  const failed = { kind: "failed", operatorMessage: "the popup was blocked" };
  const said = await walletThat(async ({ onError }) => onError(new Error("the popup was blocked")));
  expect(await said?.approve(Promise.resolve("ORDER1"))).toEqual(failed);
  const thrown = await walletThat(() => Promise.reject(new Error("the popup was blocked")));
  expect(await thrown?.approve(Promise.resolve("ORDER1"))).toEqual(failed);
});

test("where PayPal does not offer itself there is no wallet", async () => {
  expect(await walletThat(async () => undefined, false)).toBeNull();
});
