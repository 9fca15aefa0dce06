import { getDirectiveValues, GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { SandboxContext } from "../../context.ts";
import { gid, idOf } from "../gid.ts";
import { kinds } from "../model.ts";
import { type Topic, topics, type WebhookSubscriptionDocument } from "../webhooks/webhook.ts";
import type { AdminResolvers } from "./schema.ts";
import { cancelOrder, captureOrder, markAsPaid } from "./change-order.ts";
import {
  createProduct,
  deleteProduct,
  type ProductInput,
  updateProduct,
  updateVariants,
  type VariantInput,
} from "./change-product.ts";
import { createOrder, type OrderInput, type OrderOptions } from "./create-order.ts";
import { definitions, findDefinition } from "./metafield-definitions.ts";
import type { OrderDocument } from "./order.ts";
import { type RefundInput, refundOrder, refundRest } from "./refund-order.ts";
import { viewVariant } from "./queries.ts";
import {
  adjustQuantities,
  setQuantities,
  type SetQuantities,
  type AdjustQuantities,
} from "./set-quantities.ts";
import {
  definitionView,
  orderView,
  productView,
  refundView,
  subscriptionView,
  transactionView,
} from "./views.ts";

export const mutations: AdminResolvers = {
  Mutation: {
    orderCreate: (
      _: never,
      { order, options }: { order: OrderInput; options?: OrderOptions | null },
      context,
    ) => {
      const created = createOrder(context, order, options ?? {});
      return { order: created.order ? orderView(created.order) : null, userErrors: created.userErrors };
    },
    orderCapture: (
      _: never,
      { input }: { input: { id: string; parentTransactionId: string; amount: string } },
      context,
    ) => {
      const parentTransactionId = idOf("OrderTransaction", input.parentTransactionId) ?? "";
      const { value, userErrors } = captureOrder(context, {
        order: findOrder(context, input.id),
        parentTransactionId,
        amount: String(input.amount),
      });
      return { transaction: value ? transactionView(value) : null, userErrors };
    },
    orderMarkAsPaid: (_: never, { input }: { input: { id: string } }, context) => {
      const { value, userErrors } = markAsPaid(context, findOrder(context, input.id));
      return { order: value ? orderView(value) : null, userErrors };
    },
    orderCancel: (
      _: never,
      {
        orderId,
        reason,
        restock,
        refundMethod,
      }: {
        orderId: string;
        reason: string;
        restock: boolean;
        refundMethod?: { originalPaymentMethodsRefund?: boolean | null } | null;
      },
      context,
    ) => {
      const { value, userErrors } = cancelOrder(context, findOrder(context, orderId), { reason, restock });
      if (value && refundMethod?.originalPaymentMethodsRefund === true) refundRest(context, value);
      return {
        job: value ? { id: gid("Job", `cancel-${value.id}`), done: true } : null,
        userErrors,
        orderCancelUserErrors: userErrors.map((error) => ({ ...error, code: "INVALID" })),
      };
    },
    refundCreate: (_: never, { input }: { input: RefundInput }, context, info) => {
      const key = idempotencyKeyOf(info);
      const { value, order, userErrors } = refundOrder(
        context,
        findOrder(context, input.orderId),
        input,
        key,
      );
      return {
        refund: value && order ? refundView(value, order) : null,
        order: order ? orderView(order) : null,
        userErrors,
      };
    },
    inventorySetQuantities: (_: never, { input }: { input: SetQuantities }, context) =>
      setQuantities(context, input),
    inventoryAdjustQuantities: (_: never, { input }: { input: AdjustQuantities }, context) =>
      adjustQuantities(context, input),
    productCreate: (
      _: never,
      { product, input }: { product?: ProductInput | null; input?: ProductInput | null },
      context,
    ) => {
      const { value, userErrors } = createProduct(context, product ?? input ?? {});
      return { product: value ? productView(value) : null, userErrors };
    },
    productUpdate: (
      _: never,
      { product, input }: { product?: ProductInput | null; input?: ProductInput | null },
      context,
    ) => {
      const { value, userErrors } = updateProduct(context, product ?? input ?? {});
      return { product: value ? productView(value) : null, userErrors };
    },
    productDelete: (_: never, { input }: { input: { id: string } }, context) =>
      deleteProduct(context, input.id),
    productVariantsBulkUpdate: (
      _: never,
      { productId, variants }: { productId: string; variants: VariantInput[] },
      context,
    ) => {
      const { product, changed, userErrors } = updateVariants(context, productId, variants);
      return {
        product: product ? productView(product) : null,
        productVariants: changed?.map((variant) => viewVariant(context, variant)) ?? null,
        userErrors,
      };
    },
    metafieldDefinitionCreate: (_: never, { definition }: { definition: DefinitionInput }, context) =>
      createDefinition(context, definition),
    webhookSubscriptionCreate: (
      _: never,
      {
        topic,
        webhookSubscription,
      }: { topic: string; webhookSubscription: { uri?: string | null; callbackUrl?: string | null } },
      context,
    ) => subscribe(context, topic, webhookSubscription.uri ?? webhookSubscription.callbackUrl ?? ""),
    webhookSubscriptionDelete: (_: never, { id }: { id: string }, { store }) => {
      const subscriptions = store.collection<WebhookSubscriptionDocument>(kinds.webhookSubscription);
      const known = subscriptions.get(idOf("WebhookSubscription", id) ?? "");
      if (!known)
        return {
          deletedWebhookSubscriptionId: null,
          userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
        };
      subscriptions.delete(known.id);
      return { deletedWebhookSubscriptionId: id, userErrors: [] };
    },
  },
};

/** Since 2026-04 this mutation must carry `@idempotent(key: …)`. */
function idempotencyKeyOf({ fieldNodes, schema, variableValues }: GraphQLResolveInfo): string {
  const directive = schema.getDirective("idempotent");
  const values = directive && fieldNodes[0] && getDirectiveValues(directive, fieldNodes[0], variableValues);
  const key: unknown = values?.["key"];
  if (typeof key === "string" && key !== "") return key;
  throw new GraphQLError("The @idempotent directive is required for this mutation but was not provided.");
}

function findOrder({ store }: SandboxContext, id: string): OrderDocument | undefined {
  return store.collection<OrderDocument>(kinds.order).get(idOf("Order", id) ?? "");
}

type DefinitionInput = {
  name: string;
  namespace?: string | null;
  key: string;
  type: string;
  ownerType: string;
  capabilities?: { uniqueValues?: { enabled: boolean } | null } | null;
};

function createDefinition({ store }: SandboxContext, input: DefinitionInput) {
  const namespace = input.namespace ?? "app--sandbox";
  if (findDefinition(store, namespace, input.key, input.ownerType)) {
    const taken = {
      field: ["definition", "key"],
      message: `Key is in use for ${input.ownerType} metafields on the '${namespace}' namespace.`,
      code: "TAKEN",
    };
    return { createdDefinition: null, userErrors: [taken] };
  }
  const created = definitions(store).put({
    id: String(store.next("metafield-definition", 40_000_000_001)),
    name: input.name,
    namespace,
    key: input.key,
    type: input.type,
    ownerType: input.ownerType,
    unique: input.type === "id" || input.capabilities?.uniqueValues?.enabled === true,
  });
  return { createdDefinition: definitionView(created), userErrors: [] };
}

function subscribe({ store, now }: SandboxContext, asked: string, uri: string) {
  const topic = topics.find((known) => known.toUpperCase().replace("/", "_") === asked);
  const refuse = (field: string, message: string) => ({
    webhookSubscription: null,
    userErrors: [{ field: ["webhookSubscription", field], message }],
  });
  if (!topic) return refuse("topic", `The sandbox sends ${topics.join(", ")}`);
  if (!URL.canParse(uri)) return refuse("callbackUrl", "Address is invalid");
  const subscriptions = store.collection<WebhookSubscriptionDocument>(kinds.webhookSubscription);
  if (subscriptions.all().some((known) => known.topic === topic && known.uri === uri))
    return refuse("callbackUrl", "Address for this topic has already been taken");
  const id = String(store.next("webhook-subscription", 1_000_001));
  const created = subscriptions.put({
    id,
    topic: topic satisfies Topic,
    uri,
    createdAt: now().toISOString(),
  });
  return { webhookSubscription: subscriptionView(created), userErrors: [] };
}
