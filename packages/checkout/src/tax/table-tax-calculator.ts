import { type Money, type Rounding, sum, takeFraction, zero } from "@evertill/money";
import type { Address } from "../api/contract.ts";
import { copyIn, countryName } from "../copy/copy.ts";
import type { TaxedLine } from "../domain/tax.ts";
import type { TaxAnswer, TaxCalculator, TaxRequest } from "../ports/tax-calculator.ts";
import { rateAt, usSalesTax, valueAddedTax } from "./rates.ts";
import { territoryOf } from "./territories.ts";

/** Each line and the delivery are rounded by themselves, halves up, so that a receipt's lines add up to its total. */
const rounding: Rounding = "half-up";

/**
 * Taxes by our own dated tables: VAT of Great Britain and the EU, inside the price, and the base sales tax of the US states, added.
 * What is delivered is taxed where it goes, delivery included; what is not delivered, where the shopper is billed.
 */
export const tableTaxCalculator: TaxCalculator = {
  calculate: (request) => Promise.resolve(calculate(request)),
  canTax: (country) => country === "US" || country in valueAddedTax,
};

type Place = {
  readonly country: string;
  readonly zone?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
};
type Rule = Pick<TaxedLine, "title" | "ratePercent" | "jurisdiction"> & { readonly included: boolean };
type RuleAnswer = { readonly kind: "rule"; readonly rule: Rule } | Exclude<TaxAnswer, { kind: "taxed" }>;

function calculate(request: TaxRequest): TaxAnswer {
  const ruleFor = placeRules(request);
  const taxed: TaxedLine[] = [];
  const rules: Rule[] = [];
  for (const item of taxedItems(request)) {
    const answer = ruleFor(item.delivered ? "delivered" : "billed");
    if (answer.kind !== "rule") return answer;
    rules.push(answer.rule);
    if (item.taxable) taxed.push(taxLine(item, answer.rule));
  }
  const included = rules[0]?.included ?? true;
  if (rules.some((rule) => rule.included !== included)) {
    return { kind: "refused", field: "billingAddress.country", message: mixedMessage(request) };
  }
  const total = sum(
    taxed.map(({ amount }) => amount),
    request.currency,
  );
  return { kind: "taxed", tax: { included, lines: taxed, total } };
}

function taxedItems({ lines, delivery }: TaxRequest) {
  const goods = lines.map(({ id, amount, taxable, requiresShipping }) => ({
    id,
    amount,
    taxable,
    delivered: requiresShipping,
  }));
  return delivery ? [...goods, { id: "delivery", amount: delivery, taxable: true, delivered: true }] : goods;
}

/** The rule for goods that are delivered and for those that are not, each looked up once. */
function placeRules(request: TaxRequest): (kind: "delivered" | "billed") => RuleAnswer {
  const { deliveryAddress, billingAddress, shopperCountry } = request;
  const delivered = deliveryAddress ? ruleOf(deliveryAddress, "address", request) : undecided;
  const billedAt: Address | Place = billingAddress ?? deliveryAddress ?? { country: shopperCountry };
  const billed =
    billingAddress || deliveryAddress || shopperCountry !== "US"
      ? ruleOf(billedAt, billingAddress ? "billingAddress" : "address", request)
      : undecided;
  return (kind) => (kind === "delivered" ? delivered : billed);
}

const undecided: RuleAnswer = { kind: "undecided" };

function ruleOf(place: Place, field: string, request: TaxRequest): RuleAnswer {
  return place.country === "US" ? usRule(place, field, request) : vatRule(place, field, request);
}

function vatRule(place: Place, field: string, { at, language }: TaxRequest): RuleAnswer {
  const { country } = place;
  const copy = copyIn(language).tax;
  const standard = rateAt(valueAddedTax[country] ?? [], at);
  if (standard === undefined) {
    const message = copy.unknownCountry(countryName(country, language));
    return { kind: "refused", field: `${field}.country`, message };
  }
  const territory = territoryOf(place);
  if (territory?.percent === null) {
    return { kind: "refused", field: `${field}.postcode`, message: copy.territory(territory.name) };
  }
  const ratePercent = territory?.percent ?? standard;
  return { kind: "rule", rule: { title: copy.included, ratePercent, jurisdiction: country, included: true } };
}

function usRule({ zone }: Place, field: string, { at, language }: TaxRequest): RuleAnswer {
  const copy = copyIn(language).tax;
  if (!zone) return { kind: "refused", field: `${field}.zone`, message: copy.stateMissing };
  const state = usSalesTax[zone.toUpperCase()];
  const ratePercent = state && rateAt(state.rates, at);
  if (!state || ratePercent === undefined) {
    return { kind: "refused", field: `${field}.zone`, message: copy.unknownState(zone) };
  }
  const jurisdiction = `US-${zone.toUpperCase()}`;
  return {
    kind: "rule",
    rule: { title: copy.added(state.name), ratePercent, jurisdiction, included: false },
  };
}

function taxLine({ id, amount }: { id: string; amount: Money }, rule: Rule): TaxedLine {
  const { title, ratePercent, jurisdiction } = rule;
  const [whole = "0", fraction = ""] = ratePercent.split(".");
  const numerator = Number(whole + fraction);
  const hundred = 100 * 10 ** fraction.length;
  const denominator = rule.included ? hundred + numerator : hundred;
  const tax =
    numerator === 0 ? zero(amount.currency) : takeFraction(amount, { numerator, denominator, rounding });
  return { id, title, ratePercent, jurisdiction, amount: tax };
}

function mixedMessage({ billingAddress, shopperCountry, language }: TaxRequest): string {
  const country = billingAddress?.country ?? shopperCountry;
  return copyIn(language).tax.unknownCountry(countryName(country, language));
}
