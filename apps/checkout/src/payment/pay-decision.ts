import { type PayRequest, payRequestSchema } from "@evertill/checkout/api";
import { z } from "zod";

/**
 * One decision to pay: this quote, this total, this instrument. Its key stays the same for every repeat of the request, so
 * that a lost answer, a reload or a second tab cannot turn it into a second payment. It holds no card data: the instrument
 * is a reference into the provider's vault, good for one payment.
 */
export type PayDecision = {
  readonly key: string;
  readonly request: PayRequest;
  readonly decidedAt: string;
};

/** After this the shopper has surely given up on it, and pressing the button is a decision of its own. */
const forgottenAfterMs = 15 * 60_000;

const decisionSchema = z.object({
  key: z.string(),
  request: payRequestSchema,
  decidedAt: z.iso.datetime(),
});

/** Makes the decision with a key of its own. `random` gives 16 bytes. */
export function decide(request: PayRequest, now: Date, random: () => Uint8Array): PayDecision {
  const key = Array.from(random(), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { key: `pay-${key}`, request, decidedAt: now.toISOString() };
}

/** Keeps the decision of one checkout that was sent and not answered yet. */
export type PendingDecision = {
  readonly keep: (decision: PayDecision) => void;
  /** Called with the first answer, whatever it is: the next press of the button is a new decision. */
  readonly settle: () => void;
  readonly recall: (now: Date) => PayDecision | null;
};

export function pendingDecision(token: string, storage: Pick<Storage, "getItem" | "setItem" | "removeItem">) {
  const name = `evertill.pay.${token}`;
  const pending: PendingDecision = {
    keep: (decision) => storage.setItem(name, JSON.stringify(decision)),
    settle: () => storage.removeItem(name),
    recall: (now) => {
      const decision = read(storage.getItem(name));
      if (decision === null) return null;
      return now.getTime() - Date.parse(decision.decidedAt) < forgottenAfterMs ? decision : null;
    },
  };
  return pending;
}

function read(text: string | null): PayDecision | null {
  if (text === null) return null;
  try {
    const result = decisionSchema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
