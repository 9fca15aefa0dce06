import { currency, money } from "@evertill/money";
import type { Attempt, AttemptState, FenceReason, StateName } from "../attempt/attempt.ts";
import type { ProviderDetails, ProviderName } from "../provider.ts";

export type AttemptRow = {
  id: string;
  payment_id: string;
  reference: string;
  number: number;
  provider: ProviderName;
  amount_minor: string;
  currency: string;
  billing_country: string | null;
  state: StateName;
  state_since: Date | string;
  provider_reference: string | null;
  details: object;
  provider_details: ProviderDetails;
  fence_reason: FenceReason | null;
  reads: number;
  created_at: Date | string;
} & Record<string, unknown>;

/** The columns of `payment_attempt` that a row brings, named one by one so that a later column disturbs nobody. */
export const attemptColumns = [
  "id",
  "payment_id",
  "number",
  "provider",
  "amount_minor",
  "currency",
  "billing_country",
  "state",
  "state_since",
  "provider_reference",
  "provider_details",
  "details",
  "fence_reason",
  "reads",
  "created_at",
] as const satisfies readonly (keyof AttemptRow)[];

/** A row was written by {@link detailsOf} under the same state, so its details are that state's. */
export function attemptFromRow(row: AttemptRow): Attempt {
  const state = { ...row.details, state: row.state } as AttemptState;
  return {
    ...state,
    id: row.id,
    paymentId: row.payment_id,
    reference: row.reference,
    number: row.number,
    provider: row.provider,
    amount: money(Number(row.amount_minor), currency(row.currency)),
    billingCountry: row.billing_country,
    providerReference: row.provider_reference,
    providerDetails: row.provider_details,
    fenceReason: row.fence_reason,
    since: new Date(row.state_since),
    createdAt: new Date(row.created_at),
    reads: row.reads,
  };
}

/** What is kept of a state beside its name. A client secret is kept only while a challenge is open. */
export function detailsOf(state: AttemptState): object {
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== "state"));
}
