import { GraphQLError } from "graphql";
import type { SandboxContext } from "../../context.ts";
import { kinds, type ProductDocument } from "../model.ts";
import { compare } from "./search-orders.ts";

/** Products that match a search, in the asked order (id, title or time of change). */
export function findProducts(
  { store }: SandboxContext,
  { query, sortKey }: { query?: string | null; sortKey?: string | null },
): ProductDocument[] {
  const terms = (query ?? "")
    .split(/\s+(?:AND\s+)?/)
    .filter(Boolean)
    .map(termOf);
  const found = store
    .collection<ProductDocument>(kinds.product)
    .all()
    .filter((product) => terms.every((matches) => matches(product)));
  switch (sortKey) {
    case "UPDATED_AT":
      return found.sort((one, other) => one.updatedAt.localeCompare(other.updatedAt));
    case "TITLE":
      return found.sort((one, other) => one.title.en.localeCompare(other.title.en));
    case "ID":
    case null:
    case undefined:
      return found;
    default:
      throw new GraphQLError(`The sandbox cannot sort products by ${sortKey}`);
  }
}

function termOf(term: string): (product: ProductDocument) => boolean {
  const [, field = "", comparison = "", quoted] = /^(\w+):(<=|>=|<|>)?(.+)$/.exec(term) ?? [];
  const value = quoted?.replace(/^["']|["']$/g, "") ?? "";
  switch (field) {
    case "id":
      return ({ id }) => id === value;
    case "handle":
      return ({ handle }) => handle === value;
    case "status":
      return ({ status }) => status === value.toLowerCase();
    case "tag":
      return ({ tags }) => tags.includes(value);
    case "vendor":
      return ({ vendor }) => vendor === value;
    case "updated_at":
      return ({ updatedAt }) => compare(Date.parse(updatedAt), comparison, Date.parse(value));
    case "":
      return ({ title, handle }) => `${title.en} ${handle}`.toLowerCase().includes(term.toLowerCase());
    default:
      throw new GraphQLError(`The sandbox cannot search products by "${term}"`);
  }
}
