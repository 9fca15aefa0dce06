import { seconds, type StripeAccount } from "../stripe-account.ts";
import { intentView } from "../views.ts";
import type { Form } from "./form.ts";
import { invalidRequest } from "./stripe-error.ts";

/** Stripe says up to an hour; minutes were seen. Whatever must be exact may not stand on the search. */
const lagSeconds = 60;

/** `GET /v1/payment_intents/search` by metadata, status, amount or currency, all of which must match. */
export function searchIntents(account: StripeAccount, form: Form): object {
  const query = typeof form["query"] === "string" ? form["query"] : "";
  const clauses = query.split(/\s+AND\s+/i).map((clause) => {
    const [, field = "", key, value = ""] =
      /^(metadata|status|amount|currency)(?:\[["']([^"']+)["']\])?\s*:\s*["']?([^"']*)["']?$/.exec(
        clause.trim(),
      ) ?? [];
    if (!field)
      throw invalidRequest(`We were unable to parse your search query near \`${clause}\`.`, {
        param: "query",
      });
    return { field, key, value };
  });
  const data = account.intents
    .all()
    .filter(({ created }) => created <= seconds(account) - lagSeconds)
    .filter(({ metadata, status, amount, currency }) =>
      clauses.every(
        ({ field, key, value }) =>
          (field === "metadata" ? metadata[key ?? ""] : String({ status, amount, currency }[field])) ===
          value,
      ),
    )
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
