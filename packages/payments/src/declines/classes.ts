import type { Decline, DeclineClass } from "../outcome.ts";

/** `provider-unable` and `capped` are no answers of a bank, and so in no table. */
type ReviewedClass = Exclude<DeclineClass, "provider-unable" | "capped">;

/** One code, reviewed: what it means for the payment, and what an operator reads. */
export type Reviewed = Treatment & { readonly because: string };

type Treatment = Required<Omit<Decline, "code" | "operatorMessage" | "goesElsewhere">> & {
  readonly class: ReviewedClass;
};

/**
 * How each class is treated unless a code says otherwise. `mayRetry` is the same card here again by the shopper;
 * `mayGoElsewhere` is another provider, at most once; `mayStepUp` is the same payment again with a challenge, once.
 */
export const treatments: Readonly<Record<ReviewedClass, Treatment>> = {
  "authentication-required": treat(
    "authentication-required",
    "authentication-not-completed",
    "here",
    "step-up",
  ),
  "authentication-failed": treat("authentication-failed", "authentication-not-completed", "here"),
  transient: treat("transient", "try-again-later", "here", "elsewhere"),
  // A plain no may be a bank's taste in acquirers: one other may be asked.
  generic: treat("generic", "try-another-card", "elsewhere"),
  data: treat("data", "check-card-details", "here"),
  funds: treat("funds", "not-enough-funds"),
  // Lost, stolen, closed and suspected cards share the generic words: whoever holds the card learns nothing.
  hard: treat("hard", "try-another-card"),
  fraud: treat("fraud", "try-another-card"),
  config: treat("config", "try-another-card", "elsewhere"),
};

function treat(
  declineClass: ReviewedClass,
  shopperMessage: Decline["shopperMessage"],
  ...may: readonly ("here" | "elsewhere" | "step-up")[]
): Treatment {
  return {
    class: declineClass,
    mayRetry: may.includes("here"),
    mayGoElsewhere: may.includes("elsewhere"),
    mayStepUp: may.includes("step-up"),
    shopperMessage,
  };
}

export function authenticate(because: string): Reviewed {
  return { ...treatments["authentication-required"], because };
}

export function unauthenticated(because: string): Reviewed {
  return { ...treatments["authentication-failed"], because };
}

export function transient(because: string): Reviewed {
  return { ...treatments.transient, because };
}

export function generic(because: string): Reviewed {
  return { ...treatments.generic, because };
}

/** A plain no that nobody else is asked about: not reviewed, or a sign that the money may have been taken already. */
export function settled(because: string): Reviewed {
  return { ...treatments.generic, mayGoElsewhere: false, because };
}

export function data(because: string): Reviewed {
  return { ...treatments.data, because };
}

export function funds(because: string): Reviewed {
  return { ...treatments.funds, because };
}

export function hard(because: string): Reviewed {
  return { ...treatments.hard, because };
}

export function fraud(because: string): Reviewed {
  return { ...treatments.fraud, because };
}

export function config(because: string): Reviewed {
  return { ...treatments.config, because };
}
