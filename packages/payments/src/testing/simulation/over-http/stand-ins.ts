import { createAdyenProvider } from "../../../providers/adyen/adyen-provider.ts";
import { createPayPalProvider } from "../../../providers/paypal/paypal-provider.ts";
import { createStripeProvider } from "../../../providers/stripe/stripe-provider.ts";
import {
  type LedgerRow,
  type RunningSandbox,
  startSandbox,
} from "../../../providers/testing/start-sandbox.ts";
import { type PaymentProvider, type ProviderName, providerNames } from "../../../provider.ts";

export type StandIns = Readonly<Record<ProviderName, RunningSandbox>>;

/** The three stand-ins, each a process of its own, telling the door what happens. */
export async function startStandIns(doorUrl: string): Promise<StandIns> {
  const started = await Promise.all(
    providerNames.map(async (name) => [name, await startSandbox(name, `${doorUrl}/${name}`)]),
  );
  return Object.fromEntries(started) as Record<ProviderName, RunningSandbox>;
}

/** Keys as the sandbox has them when nobody sets any. `timeoutMs` is the longest that one call may take. */
export function adaptersOf(
  { stripe, adyen, paypal }: StandIns,
  timeoutMs: number,
): Readonly<Record<ProviderName, PaymentProvider>> {
  return {
    stripe: createStripeProvider({
      secretKey: stripeKey,
      webhookSecret: "whsec_sandbox",
      apiUrl: stripe.url,
      timeoutMs,
    }),
    adyen: createAdyenProvider({
      apiKey: "sandbox-adyen-api-key",
      merchantAccount: "SandboxECOM",
      hmacKey: "73616E64626F782D616479656E2D686D61632D6B65792D666F722D7465737473",
      apiUrl: adyen.url,
      timeoutMs,
    }),
    paypal: createPayPalProvider({
      clientId: "paypal-sandbox-client",
      clientSecret: "paypal-sandbox-secret",
      webhookId: "SANDBOXWEBHOOK1",
      apiUrl: paypal.url,
      timeoutMs,
    }),
  };
}

export const stripeKey = "sk_test_sandbox";

export type Booked = LedgerRow & { readonly provider: ProviderName };

/** What all three hold or took, by checkout; one after the other, so money that moves meanwhile may be seen twice. */
export async function booksOf(standIns: StandIns): Promise<ReadonlyMap<string, readonly Booked[]>> {
  const books = new Map<string, Booked[]>();
  for (const provider of providerNames) {
    for (const row of await standIns[provider].ledger()) {
      books.set(row.checkout, [...(books.get(row.checkout) ?? []), { ...row, provider }]);
    }
  }
  return books;
}

export function liveOf(rows: readonly Booked[] | undefined): number {
  return (rows ?? []).reduce((sum, { live }) => sum + live, 0);
}
