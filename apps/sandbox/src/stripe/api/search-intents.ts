import type { PaymentIntentDocument } from "../model.ts";
import { seconds, type StripeAccount } from "../stripe-account.ts";
import { intentView } from "../views.ts";
import type { Form } from "./form.ts";
import { invalidRequest } from "./stripe-error.ts";

/** Stripe says up to an hour; minutes were seen. Whatever must be exact may not stand on the search. */
const lagSeconds = 60;

/** `GET /v1/payment_intents/search` by metadata, status, amount or currency, all of which must match. */
export function searchIntents(account: StripeAccount, form: Form): object {
  const query = typeof form["query"] === "string" ? form["query"] : "";
  const clauses = query.split(/\s+AND\s+/i).map(clauseOf);
  const data = account.intents
    .all()
    .filter(({ created }) => created <= seconds(account) - lagSeconds)
    .filter((intent) => clauses.every((clause) => clause(intent)))
    .toReversed()
    .map((intent) => intentView(account, intent));
  return {
    object: "search_result",
    url: "/v1/payment_intents/search",
    has_more: false,
    next_page: null,
    data,
  };
}

type Clause = (intent: PaymentIntentDocument) => boolean;

const compared: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  ":": (left, right) => left === right,
  ">": (left, right) => left > right,
  "<": (left, right) => left < right,
  ">=": (left, right) => left >= right,
  "<=": (left, right) => left <= right,
};

/** `status:'succeeded'`, `metadata['order']:'7'`, `-customer:null`, `amount>500` (docs.stripe.com/search#search-query-language). */
function clauseOf(text: string): Clause {
  const [, not = "", field = "", key, sign = "", value = ""] =
    /^(-?)(metadata|status|currency|customer|amount|created)(?:\[["']([^"']+)["']\])?\s*(:|>=|<=|>|<)\s*["']?([^"']*)["']?$/.exec(
      text.trim(),
    ) ?? [];
  const isNumber = field === "amount" || field === "created";
  if (!field || (sign !== ":" && !isNumber))
    throw invalidRequest(`We were unable to parse your search query near \`${text}\`.`, { param: "query" });
  const holds: Clause = isNumber
    ? (intent) => compared[sign]?.(intent[field], Number(value)) === true
    : (intent) => {
        const found = field === "metadata" ? intent.metadata[key ?? ""] : intent[field as "status"];
        return value === "null" ? found == null : found === value;
      };
  return not === "-" ? (intent) => !holds(intent) : holds;
}
