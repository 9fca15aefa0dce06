import { GraphQLError } from "graphql";
import type { SandboxContext } from "../../context.ts";
import { settingsOf } from "../../settings/sandbox-settings.ts";
import { kinds } from "../model.ts";
import type { OrderDocument } from "./order.ts";

/**
 * Orders that match a search, the oldest first. As at Shopify the index lags: an order is found only some time after it
 * was created, so nothing that must be exact may stand on this.
 */
export function findOrders({ store, now }: SandboxContext, query: string): OrderDocument[] {
  const indexedUntil = now().getTime() - settingsOf(store).searchLagMs;
  const terms = query
    .split(/\s+(?:AND\s+)?/)
    .filter(Boolean)
    .map(termOf);
  return store
    .collection<OrderDocument>(kinds.order)
    .all()
    .filter(({ createdAt }) => Date.parse(createdAt) <= indexedUntil)
    .filter((order) => terms.every((matches) => matches(order)));
}

function termOf(term: string): (order: OrderDocument) => boolean {
  const [, field = "", comparison = "", quoted] = /^(\w+):(<=|>=|<|>)?(.+)$/.exec(term) ?? [];
  const value = quoted?.replace(/^["']|["']$/g, "") ?? "";
  switch (field) {
    case "name":
      return ({ name }) => name === value || name === `#${value}`;
    case "id":
      return ({ id }) => id === value;
    case "email":
      return ({ email }) => email?.toLowerCase() === value.toLowerCase();
    case "tag":
      return ({ tags }) => tags.includes(value);
    case "financial_status":
      return ({ financialStatus }) => financialStatus === value.toUpperCase();
    case "source_identifier":
      return ({ sourceIdentifier }) => sourceIdentifier === value;
    case "created_at":
      return ({ createdAt }) => compare(Date.parse(createdAt), comparison, Date.parse(value));
    case "updated_at":
      return ({ updatedAt }) => compare(Date.parse(updatedAt), comparison, Date.parse(value));
    default:
      throw new GraphQLError(`The sandbox cannot search orders by "${term}"`);
  }
}

export function compare(left: number, comparison: string, right: number): boolean {
  switch (comparison) {
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    default:
      return left === right;
  }
}
