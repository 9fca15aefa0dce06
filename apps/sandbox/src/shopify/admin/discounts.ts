import { GraphQLError } from "graphql";
import type { SandboxContext } from "../../context.ts";
import { gid, idOf } from "../gid.ts";
import { type DiscountDocument, kinds } from "../model.ts";
import { type ConnectionArgs, connectionOf } from "./connection.ts";

type DiscountView = ReturnType<typeof discountView>;

/** Discount codes as the Admin API shows them; each discount here has one code. */
export const discountQueries = {
  codeDiscountNode: (_: never, { id }: { id: string }, context: SandboxContext) =>
    viewOrNull(
      context,
      allDiscounts(context).find((discount) => discount.id === idOf("DiscountCodeNode", id)),
    ),
  codeDiscountNodeByCode: (_: never, { code }: { code: string }, context: SandboxContext) =>
    viewOrNull(
      context,
      allDiscounts(context).find((discount) => discount.code === code.toUpperCase()),
    ),
  codeDiscountNodes: (
    _: never,
    { query, ...args }: ConnectionArgs & { query?: string | null },
    context: SandboxContext,
  ) => {
    if (query) throw new GraphQLError("The sandbox does not search codeDiscountNodes: leave out `query`");
    return connectionOf(
      allDiscounts(context).map((discount) => discountView(context, discount)),
      args,
    );
  },
};

const discountFields = {
  codes: ({ document }: DiscountView["codeDiscount"], args: ConnectionArgs) =>
    connectionOf([redeemCodeView(document)], args),
};

/** Fields of the types that {@link discountQueries} answer with. */
export const discountResolvers = {
  DiscountCodeBasic: discountFields,
  DiscountCodeFreeShipping: discountFields,
};

function allDiscounts({ store }: SandboxContext): readonly DiscountDocument[] {
  return store.collection<DiscountDocument>(kinds.discount).all();
}

function viewOrNull(context: SandboxContext, discount: DiscountDocument | undefined): DiscountView | null {
  return discount ? discountView(context, discount) : null;
}

function discountView({ now }: SandboxContext, document: DiscountDocument) {
  const { title, startsAt, endsAt, usageLimit, timesUsed, oncePerCustomer, value } = document;
  return {
    __typename: "DiscountCodeNode",
    id: gid("DiscountCodeNode", document.id),
    codeDiscount: {
      __typename: value.kind === "free-shipping" ? "DiscountCodeFreeShipping" : "DiscountCodeBasic",
      document,
      title,
      startsAt,
      endsAt,
      status: statusAt(document, now()),
      usageLimit,
      asyncUsageCount: timesUsed,
      appliesOncePerCustomer: oncePerCustomer,
      codesCount: { count: 1, precision: "EXACT" },
    },
  };
}

function statusAt({ startsAt, endsAt }: DiscountDocument, now: Date): "ACTIVE" | "EXPIRED" | "SCHEDULED" {
  if (Date.parse(startsAt) > now.getTime()) return "SCHEDULED";
  return endsAt !== null && Date.parse(endsAt) <= now.getTime() ? "EXPIRED" : "ACTIVE";
}

function redeemCodeView({ id, code, timesUsed }: DiscountDocument) {
  return {
    __typename: "DiscountRedeemCode",
    id: gid("DiscountRedeemCode", id),
    code,
    asyncUsageCount: timesUsed,
  };
}
