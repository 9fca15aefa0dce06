import { randomUUID } from "node:crypto";
import type { PaymentProvider } from "../../../provider.ts";
import type { ContractFault, ProviderUnderTest } from "../../provider-contract.ts";

/** A PayPal under control: what the payer does there, and what befalls its next request. */
export type PayPalUnderControl = {
  readonly approve: (orderId: string, funding: "accepted" | "declined") => Promise<void> | void;
  readonly befall: (fault: ContractFault) => Promise<void> | void;
};

/**
 * The contract asks for the money in one step. A wallet takes two and the payer's approval between them, so here asking
 * is all three, and a fault befalls the last, which is the one that can take money; or else a refund.
 */
export function walletUnderTest(
  adapter: PaymentProvider,
  { approve, befall }: PayPalUnderControl,
): Pick<ProviderUnderTest, "provider" | "instrument" | "befall" | "answerChallenge"> {
  const faults: ContractFault[] = [];
  const strike = async () => {
    const [fault] = faults.splice(0);
    if (fault) await befall(fault);
  };
  const authorize: PaymentProvider["authorize"] = async (request) => {
    const first = await adapter.authorize(request);
    if (first.kind !== "answered" || !adapter.continueAction) return first;
    if (first.answer.kind !== "requires-action" && first.answer.kind !== "approved") return first;
    const { instrument, providerReference: orderId } = request;
    const declines = instrument.provider === "paypal" && instrument.tap.startsWith("decline");
    await approve(orderId, declines ? "declined" : "accepted");
    await strike();
    return adapter.continueAction({ ...request, result: { provider: "paypal", orderId } });
  };
  const refund: PaymentProvider["refund"] = async (request) => {
    await strike();
    return adapter.refund(request);
  };
  return {
    provider: { ...adapter, authorize, refund },
    instrument: async (does) => ({ provider: "paypal", tap: `${does}-${randomUUID()}` }),
    befall: (fault) => void faults.push(fault),
    answerChallenge: async () => null,
  };
}

/** What the contract can and cannot ask of this wallet. */
export const walletAbilities = {
  /** The bank's challenge is PayPal's own affair, on the payer's page. */
  challenges: false,
  reads: true,
  last4: null,
  decline: { class: "generic", code: "INSTRUMENT_DECLINED", shopperMessage: "try-another-card" },
  /** An order whose payer was declined looks like any that was approved. */
  repeatsDeclines: false,
  afterLoss: "approved",
} as const;
