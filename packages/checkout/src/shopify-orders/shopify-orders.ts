import type { Level } from "@evertill/inventory";
import { currencyCode, type Money, moneyFromDecimal } from "@evertill/money";
import type { ShopOrder } from "../domain/shop-order.ts";
import { z } from "zod";
import {
  type AdminAnswer,
  type AdminSettings,
  type AdminTransport,
  createAdminTransport,
} from "./admin-transport.ts";
import {
  createOrderDocument,
  defineOrderIdDocument,
  findOrderDocument,
  markOrderPaidDocument,
  orderToRefundDocument,
  refundOrderDocument,
  shopOrderDocument,
} from "./documents.ts";
import type {
  CreateResult,
  ExportableOrder,
  MarkPaidResult,
  OrderDestination,
  RefundResult,
  Refused,
  Silent,
} from "./order-destination.ts";
import { customId, type InventoryBehaviour, orderCreateVariables } from "./order-input.ts";
import { refundIdIn, refundInput } from "./refund-input.ts";
import { readLevelsOfVariants } from "./shop-levels.ts";

const orderSchema = z.object({
  id: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  displayFinancialStatus: z.string().nullable(),
});
type FoundOrder = z.infer<typeof orderSchema>;
const findSchema = z.object({ orderByIdentifier: orderSchema.nullable() });
const userErrorSchema = z.object({
  code: z.string().nullish(),
  field: z.array(z.string()).nullable(),
  message: z.string(),
});
type UserError = z.infer<typeof userErrorSchema>;
const createSchema = z.object({
  orderCreate: z.object({ order: orderSchema.nullable(), userErrors: z.array(userErrorSchema) }),
});
const markPaidSchema = z.object({
  orderMarkAsPaid: z.object({ userErrors: z.array(userErrorSchema) }),
});
const toRefundSchema = z.object({
  orderByIdentifier: z
    .object({
      id: z.string(),
      refunds: z.array(z.object({ id: z.string(), note: z.string().nullable() })),
      transactions: z.array(z.object({ id: z.string(), kind: z.string(), status: z.string() })),
      lineItems: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            refundableQuantity: z.int(),
            unfulfilledQuantity: z.int(),
            variant: z.object({ id: z.string() }).nullable(),
          }),
        ),
      }),
    })
    .nullable(),
  location: z.object({ id: z.string() }).nullable(),
});
const refundSchema = z.object({
  refundCreate: z.object({
    refund: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(userErrorSchema),
  }),
});
const bagSchema = z.object({ presentmentMoney: z.object({ amount: z.string(), currencyCode }) });
const shopOrderSchema = z.object({
  order: z
    .object({
      id: z.string(),
      name: z.string(),
      cancelledAt: z.iso.datetime({ offset: true }).nullable(),
      currentTotalPriceSet: bagSchema,
      metafield: z.object({ value: z.string() }).nullable(),
      refunds: z.array(
        z.object({ id: z.string(), note: z.string().nullable(), totalRefundedSet: bagSchema }),
      ),
    })
    .nullable(),
});
const defineSchema = z.object({
  metafieldDefinitionCreate: z.object({ userErrors: z.array(userErrorSchema) }),
});

/**
 * Orders in Shopify, over its Admin API. Found by our id with `orderByIdentifier`, which is consistent; the search of
 * `orders(query:)` lags by minutes and decides nothing here. When an answer was lost the next try begins with the look-up
 * again, and if the lost one still arrives later, the unique id makes one of the two fail.
 */
export function createShopifyOrders(settings: AdminSettings): OrderDestination {
  const ask = createAdminTransport(settings);
  let defined: Promise<Refused | Silent | null> | undefined;

  /** Our id is only unique once the shop knows its definition. */
  async function ensureDefinition(): Promise<Refused | Silent | null> {
    defined ??= defineOrderId(ask);
    const problem = await defined;
    if (problem) defined = undefined;
    return problem;
  }

  return {
    async create(order) {
      const problem = await ensureDefinition();
      if (problem) return problem;
      const found = await findOrder(ask, order.id);
      if (found.kind !== "answered") return found;
      if (found.data) return created(ask, order, found.data, { again: true, oversold: false });
      return createOnce(ask, order, "DECREMENT_OBEYING_POLICY");
    },

    async markPaid(orderId) {
      const found = await findOrder(ask, orderId);
      if (found.kind !== "answered") return found;
      if (!found.data) return { kind: "not-there" };
      if (found.data.displayFinancialStatus === "PAID") return { kind: "paid", again: true };
      return markPaid(ask, found.data.id);
    },

    async refund(order, refund) {
      const identifier = { customId: { ...customId, value: order.id } };
      const found = await ask(orderToRefundDocument, { identifier }, toRefundSchema);
      if (found.kind !== "answered") return found;
      const { orderByIdentifier: there, location } = found.data;
      if (!there) return { kind: "not-there" };
      const before = there.refunds.find(({ note }) => refundIdIn(note) === refund.id);
      if (before) return { kind: "refunded", shopRefundId: before.id, again: true };
      const input = refundInput(order, refund, { there, locationId: location?.id ?? null });
      return refundOnce(ask, input, refund.id);
    },

    async read(shopOrderId) {
      const answer = await ask(shopOrderDocument, { id: shopOrderId }, shopOrderSchema);
      if (answer.kind !== "answered") return answer;
      return { kind: "order", order: answer.data.order && shopOrderFrom(answer.data.order) };
    },
  };
}

/** The key makes the shop do it once, though an earlier request should still be on its way. */
async function refundOnce(ask: AdminTransport, input: object, key: string): Promise<RefundResult> {
  const answer = await ask(refundOrderDocument, { input, key }, refundSchema);
  if (answer.kind !== "answered") return answer;
  const { refund, userErrors } = answer.data.refundCreate;
  if (!refund || userErrors.length > 0) return refused(userErrors);
  return { kind: "refunded", shopRefundId: refund.id, again: false };
}

function shopOrderFrom(order: NonNullable<z.output<typeof shopOrderSchema>["order"]>): ShopOrder {
  const { id, name, cancelledAt, metafield, refunds, currentTotalPriceSet } = order;
  return {
    orderId: metafield?.value ?? null,
    shopOrderId: id,
    name,
    cancelledAt: cancelledAt === null ? null : new Date(cancelledAt),
    total: moneyIn(currentTotalPriceSet),
    refunds: refunds.map((refund) => ({
      shopRefundId: refund.id,
      refundId: refundIdIn(refund.note),
      amount: moneyIn(refund.totalRefundedSet),
    })),
  };
}

function moneyIn({ presentmentMoney: { amount, currencyCode: code } }: z.output<typeof bagSchema>): Money {
  return moneyFromDecimal(amount, code);
}

async function defineOrderId(ask: AdminTransport): Promise<Refused | Silent | null> {
  const definition = { ...customId, name: "Evertill order id", ownerType: "ORDER", type: "id" };
  const answer = await ask(defineOrderIdDocument, { definition }, defineSchema);
  if (answer.kind !== "answered") return answer;
  const errors = answer.data.metafieldDefinitionCreate.userErrors.filter(({ code }) => code !== "TAKEN");
  return errors.length === 0 ? null : refused(errors);
}

async function findOrder(ask: AdminTransport, orderId: string): Promise<AdminAnswer<FoundOrder | null>> {
  const identifier = { customId: { ...customId, value: orderId } };
  const answer = await ask(findOrderDocument, { identifier }, findSchema);
  return answer.kind === "answered" ? { kind: "answered", data: answer.data.orderByIdentifier } : answer;
}

async function createOnce(
  ask: AdminTransport,
  order: ExportableOrder,
  behaviour: InventoryBehaviour,
): Promise<CreateResult> {
  const answer = await ask(createOrderDocument, orderCreateVariables(order, behaviour), createSchema);
  if (answer.kind !== "answered") return answer;
  const { order: made, userErrors } = answer.data.orderCreate;
  if (made && userErrors.length === 0) {
    const oversold = behaviour === "DECREMENT_IGNORING_POLICY";
    return created(ask, order, made, { again: false, oversold });
  }
  const short = userErrors.some(({ code }) => code === "INVENTORY_CLAIM_FAILED");
  // It is paid: an order is never dropped for want of stock there, a person decides what to do about it.
  if (short && behaviour === "DECREMENT_OBEYING_POLICY") {
    return createOnce(ask, order, "DECREMENT_IGNORING_POLICY");
  }
  // Another try of ours may have arrived in between, and our id is taken by it.
  const found = await findOrder(ask, order.id);
  if (found.kind === "answered" && found.data) {
    return created(ask, order, found.data, { again: true, oversold: false });
  }
  return refused(userErrors);
}

async function created(
  ask: AdminTransport,
  order: ExportableOrder,
  shopOrder: FoundOrder,
  how: { readonly again: boolean; readonly oversold: boolean },
): Promise<CreateResult> {
  const createdAt = new Date(shopOrder.createdAt);
  const variantIds = [...new Set(order.document.cart.lines.map(({ variantId }) => variantId))];
  const read = await readLevelsOfVariants(ask, variantIds);
  const levels = read.kind === "levels" ? read.levels.map((level) => notBefore(level, createdAt)) : [];
  return { kind: "created", shopOrderId: shopOrder.id, createdAt, ...how, levels };
}

/** Read after the order was made, so it is a count of no earlier moment, whenever it last changed. */
function notBefore(level: Level, createdAt: Date): Level {
  return level.asOf < createdAt ? { ...level, asOf: createdAt } : level;
}

async function markPaid(ask: AdminTransport, shopOrderId: string): Promise<MarkPaidResult> {
  const answer = await ask(markOrderPaidDocument, { input: { id: shopOrderId } }, markPaidSchema);
  if (answer.kind !== "answered") return answer;
  const { userErrors } = answer.data.orderMarkAsPaid;
  return userErrors.length === 0 ? { kind: "paid", again: false } : refused(userErrors);
}

function refused(errors: readonly UserError[]): Refused {
  const reasons = errors.map(({ code, field, message }) =>
    [code, field?.join("."), message].filter((part) => part != null && part !== "").join(": "),
  );
  return { kind: "refused", reasons: reasons.length === 0 ? ["refused without a reason"] : reasons };
}
