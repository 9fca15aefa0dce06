import type { CurrencyCode } from "@evertill/money";
import { brandOf } from "../retry-caps/card-key.ts";
import type { CardSummary } from "../outcome.ts";
import type { ProviderName } from "../provider.ts";
import { type ApprovalRate, type Approvals, compareApprovals } from "./approval-rate.ts";

/** By what payments are told apart where banks' words are counted. Null: not known. */
export type Traits = {
  readonly brand: string | null;
  /** ISO 3166-1 alpha-2, like the next. */
  readonly issuerCountry: string | null;
  readonly billingCountry: string | null;
  readonly currency: CurrencyCode | null;
};

export const noTraits: Traits = { brand: null, issuerCountry: null, billingCountry: null, currency: null };

export function traitsOf(
  card: CardSummary | null,
  { currency, billingCountry }: { readonly currency: CurrencyCode; readonly billingCountry: string | null },
): Traits {
  const brand = card && brandOf(card.brand);
  return { brand, issuerCountry: card?.issuerCountry ?? null, billingCountry, currency };
}

/** What banks decided about payments alike in all traits. */
export type CountedApprovals = Approvals & Traits & { readonly provider: ProviderName };

/** A provider's authorisation rate beside its own usual one; `among`: the payments it was looked for, null where all of them were. */
export type JudgedRate = { readonly rate: ApprovalRate; readonly among: string | null };

/**
 * Judges by the narrowest group of payments of which enough is counted: the card's brand and its issuer's country, where a
 * card is known; else currency and the country that is billed, which are known before anybody types; else all of them.
 */
export function judgeRate(
  traits: Traits,
  recent: readonly CountedApprovals[],
  baseline: readonly CountedApprovals[],
): JudgedRate {
  for (const { among, isAlike } of groupsOf(traits)) {
    const rate = compareApprovals(total(recent.filter(isAlike)), total(baseline.filter(isAlike)));
    if (rate !== "unknown") return { rate, among };
  }
  return { rate: "unknown", among: null };
}

type Group = { readonly among: string | null; readonly isAlike: (counted: Traits) => boolean };

function groupsOf({ brand, issuerCountry, billingCountry, currency }: Traits): readonly Group[] {
  const groups: Group[] = [];
  if (brand !== null && issuerCountry !== null)
    groups.push({
      among: `${brand} cards issued in ${issuerCountry}`,
      isAlike: (counted) => counted.brand === brand && counted.issuerCountry === issuerCountry,
    });
  if (currency !== null && billingCountry !== null)
    groups.push({
      among: `${currency} payments billed to ${billingCountry}`,
      isAlike: (counted) => counted.currency === currency && counted.billingCountry === billingCountry,
    });
  return [...groups, { among: null, isAlike: () => true }];
}

function total(counted: readonly Approvals[]): Approvals {
  return counted.reduce(
    (sum, { asked, approved }) => ({ asked: sum.asked + asked, approved: sum.approved + approved }),
    { asked: 0, approved: 0 },
  );
}
