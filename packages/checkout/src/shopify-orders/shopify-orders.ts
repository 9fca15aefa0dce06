import type { Level } from "@evertill/inventory";
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
} from "./documents.ts";
import type {
  CreateResult,
  ExportableOrder,
  MarkPaidResult,
  OrderDestination,
  Refused,
  Silent,
} from "./order-destination.ts";
import { customId, type InventoryBehaviour, orderCreateVariables } from "./order-input.ts";
import { readLevelsOfVariants } from "./shop-levels.ts";

const orderSchema = z.object({
  id: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  displayFinancialStatus: z.string().nullable(),
});
type ShopOrder = z.infer<typeof orderSchema>;
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
  };
}

async function defineOrderId(ask: AdminTransport): Promise<Refused | Silent | null> {
  const definition = { ...customId, name: "Evertill order id", ownerType: "ORDER", type: "id" };
  const answer = await ask(defineOrderIdDocument, { definition }, defineSchema);
  if (answer.kind !== "answered") return answer;
  const errors = answer.data.metafieldDefinitionCreate.userErrors.filter(({ code }) => code !== "TAKEN");
  return errors.length === 0 ? null : refused(errors);
}

async function findOrder(ask: AdminTransport, orderId: string): Promise<AdminAnswer<ShopOrder | null>> {
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
  shopOrder: ShopOrder,
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
