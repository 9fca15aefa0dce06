import type { SandboxContext } from "../../context.ts";
import { idOf, parseGid } from "../gid.ts";
import { kinds, type ProductDocument, type ShopDocument, type VariantDocument } from "../model.ts";
import { locationId } from "../stock/change-stock.ts";
import type { WebhookSubscriptionDocument } from "../webhooks/webhook.ts";
import type { AdminResolvers } from "./schema.ts";
import { type ConnectionArgs, connectionOf } from "./connection.ts";
import { findByMetafield } from "./create-order.ts";
import { discountQueries, discountResolvers } from "./discounts.ts";
import { definitions } from "./metafield-definitions.ts";
import type { OrderDocument } from "./order.ts";
import { findOrders } from "./search-orders.ts";
import { findProducts } from "./search-products.ts";
import {
  definitionView,
  inventoryItemView,
  inventoryLevelView,
  lineView,
  locationView,
  orderView,
  productView,
  quantitiesOf,
  refundView,
  shippingLineView,
  subscriptionView,
  transactionView,
  variantView,
} from "./views.ts";

type OrderView = ReturnType<typeof orderView>;
type ProductView = ReturnType<typeof productView>;
type VariantView = ReturnType<typeof variantView>;
type ItemView = ReturnType<typeof inventoryItemView>;
type ById = { id: string };

export const queries: AdminResolvers = {
  QueryRoot: {
    shop: (_: never, _args: never, context) => shopView(context),
    product: (_: never, { id }: ById, context) => productById(context, idOf("Product", id)),
    productByIdentifier: (
      _: never,
      { identifier }: { identifier: { id?: string; handle?: string } },
      context,
    ) =>
      identifier.id
        ? productById(context, idOf("Product", identifier.id))
        : productByHandle(context, identifier.handle ?? ""),
    products: (
      _: never,
      args: ConnectionArgs & { query?: string | null; sortKey?: string | null },
      context,
    ) => connectionOf(findProducts(context, args).map(productView), args),
    productVariant: (_: never, { id }: ById, context) => variantById(context, idOf("ProductVariant", id)),
    productVariants: (_: never, args: ConnectionArgs, context) =>
      connectionOf(
        variants(context).map((variant) => viewVariant(context, variant)),
        args,
      ),
    inventoryItem: (_: never, { id }: ById, context) => itemById(context, idOf("InventoryItem", id)),
    inventoryItems: (_: never, args: ConnectionArgs, context) =>
      connectionOf(variants(context).map(inventoryItemView), args),
    inventoryLevel: (_: never, { id }: ById, context) => {
      const item = /[?&]inventory_item_id=(\d+)/.exec(id)?.[1];
      const variant = variants(context).find(({ inventory }) => inventory.itemId === item);
      return variant ? inventoryLevelView(variant) : null;
    },
    location: (_: never, { id }: { id?: string | null }, context) =>
      id == null || idOf("Location", id) === locationId ? locationView(shopOf(context)) : null,
    locations: (_: never, args: ConnectionArgs, context) =>
      connectionOf([locationView(shopOf(context))], args),
    order: (_: never, { id }: ById, context) => orderById(context, idOf("Order", id)),
    orderByIdentifier: (
      _: never,
      {
        identifier,
      }: { identifier: { id?: string; customId?: { namespace?: string; key: string; value: string } } },
      context,
    ) => {
      if (identifier.id) return orderById(context, idOf("Order", identifier.id));
      const { namespace = "", key = "", value = "" } = identifier.customId ?? {};
      const found = findByMetafield(context, namespace, key, value);
      return found ? orderView(found) : null;
    },
    orders: (_: never, args: ConnectionArgs & { query?: string | null }, context) =>
      connectionOf(findOrders(context, args.query ?? "").map(orderView), args),
    ...discountQueries,
    webhookSubscriptions: (_: never, args: ConnectionArgs & { topics?: string[] | null }, context) => {
      const all = context.store
        .collection<WebhookSubscriptionDocument>(kinds.webhookSubscription)
        .all()
        .map(subscriptionView);
      return connectionOf(
        args.topics?.length ? all.filter(({ topic }) => args.topics?.includes(topic)) : all,
        args,
      );
    },
    metafieldDefinitions: (
      _: never,
      args: ConnectionArgs & { ownerType: string; namespace?: string | null; key?: string | null },
      { store },
    ) => {
      const found = definitions(store)
        .all()
        .filter(
          ({ ownerType, namespace, key }) =>
            ownerType === args.ownerType &&
            (args.namespace ?? namespace) === namespace &&
            (args.key ?? key) === key,
        );
      return connectionOf(found.map(definitionView), args);
    },
    node: (_: never, { id }: ById, context) => nodeById(context, id),
    nodes: (_: never, { ids }: { ids: string[] }, context) => ids.map((id) => nodeById(context, id)),
  },
  ...discountResolvers,
  Order: {
    lineItems: ({ document }: OrderView, args: ConnectionArgs) =>
      connectionOf(
        document.lines.map((line) => lineView(line, document)),
        args,
      ),
    shippingLines: ({ document }: OrderView, args: ConnectionArgs) =>
      connectionOf(document.shippingLines.map(shippingLineView), args),
    transactions: ({ document }: OrderView, { first }: { first?: number | null }) =>
      document.transactions
        .slice(0, first ?? undefined)
        .map((transaction) => transactionView(transaction, document.transactions)),
    refunds: ({ document }: OrderView, { first }: { first?: number | null }) =>
      (document.refunds ?? []).slice(0, first ?? undefined).map((refund) => refundView(refund, document)),
    metafield: ({ document }: OrderView, { namespace, key }: { namespace?: string | null; key: string }) =>
      metafieldOf(document.metafields, namespace, key),
    metafields: ({ document }: OrderView, args: ConnectionArgs & { namespace?: string | null }) =>
      connectionOf(
        document.metafields
          .filter((field) => (args.namespace ?? field.namespace) === field.namespace)
          .map(metafieldView),
        args,
      ),
    customer: () => null,
  },
  LineItem: {
    variant: ({ variantId }: { variantId: string | null }, _: never, context) =>
      variantId === null ? null : variantById(context, variantId),
    product: ({ variantId }: { variantId: string | null }, _: never, context) => {
      const variant = variantId === null ? undefined : variants(context).find(({ id }) => id === variantId);
      return variant ? productById(context, variant.productId) : null;
    },
  },
  Product: {
    variants: ({ document }: ProductView, args: ConnectionArgs, context) =>
      connectionOf(
        variantsOf(context, document.id).map((variant) => viewVariant(context, variant)),
        args,
      ),
    totalInventory: ({ document }: ProductView, _: never, context) =>
      variantsOf(context, document.id).reduce(
        (sum, { inventory }) => sum + inventory.onHand - inventory.committed,
        0,
      ),
    options: ({ document }: ProductView) =>
      document.options.map(({ id, name, values }, index) => ({
        id: `gid://shopify/ProductOption/${id}`,
        name: name.en,
        position: index + 1,
        values: values.map((value) => value.name.en),
        optionValues: values.map((value) => ({
          id: `gid://shopify/ProductOptionValue/${value.id}`,
          name: value.name.en,
          hasVariants: true,
        })),
      })),
    metafield: ({ document }: ProductView, { namespace, key }: { namespace?: string | null; key: string }) =>
      metafieldOf(
        document.metafields.map((field) => ({ ...field, value: field.value.en })),
        namespace,
        key,
      ),
  },
  ProductVariant: {
    product: ({ document }: VariantView, _: never, context) => productById(context, document.productId),
    inventoryItem: ({ document }: VariantView) => inventoryItemView(document),
  },
  InventoryItem: {
    variant: ({ variantDocument }: ItemView, _: never, context) => viewVariant(context, variantDocument),
    variants: ({ variantDocument }: ItemView, args: ConnectionArgs, context) =>
      connectionOf([viewVariant(context, variantDocument)], args),
    inventoryLevel: ({ variantDocument }: ItemView, { locationId: asked }: { locationId: string }) =>
      idOf("Location", asked) === locationId ? inventoryLevelView(variantDocument) : null,
    inventoryLevels: ({ variantDocument }: ItemView, args: ConnectionArgs) =>
      connectionOf([inventoryLevelView(variantDocument)], args),
  },
  InventoryLevel: {
    quantities: ({ variantDocument }: ItemView, { names }: { names: string[] }) =>
      quantitiesOf(variantDocument, names),
    item: ({ variantDocument }: ItemView) => inventoryItemView(variantDocument),
    location: (_: never, _args: never, context) => locationView(shopOf(context)),
  },
};

function metafieldOf<
  Field extends { id: string; namespace: string; key: string; type: string; value: string },
>(fields: readonly Field[], namespace: string | null | undefined, key: string) {
  const found = fields.find(
    (field) => field.key === key && (namespace ?? field.namespace) === field.namespace,
  );
  return found ? metafieldView(found) : null;
}

function metafieldView({
  id,
  namespace,
  key,
  type,
  value,
}: {
  id: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
}) {
  return { __typename: "Metafield", id: `gid://shopify/Metafield/${id}`, namespace, key, type, value };
}

function shopView(context: SandboxContext) {
  const shop = shopOf(context);
  if (!shop) throw new Error("The sandbox holds no shop: run `npm run sandbox:reset`");
  return {
    __typename: "Shop",
    id: `gid://shopify/Shop/${shop.id}`,
    name: shop.name,
    email: shop.email,
    currencyCode: shop.currency,
    myshopifyDomain: "sandbox.myshopify.com",
    taxesIncluded: true,
    plan: { displayName: "Sandbox", partnerDevelopment: false, shopifyPlus: false },
  };
}

function nodeById(context: SandboxContext, id: string) {
  const named = parseGid(id);
  switch (named?.type) {
    case "Product":
      return productById(context, named.id);
    case "ProductVariant":
      return variantById(context, named.id);
    case "InventoryItem":
      return itemById(context, named.id);
    case "Order":
      return orderById(context, named.id);
    case undefined:
    default:
      return null;
  }
}

function shopOf({ store }: SandboxContext): ShopDocument | undefined {
  return store.collection<ShopDocument>(kinds.shop).all()[0];
}

function variants({ store }: SandboxContext): readonly VariantDocument[] {
  return store.collection<VariantDocument>(kinds.variant).all();
}

export function variantsOf(context: SandboxContext, productId: string): VariantDocument[] {
  return variants(context)
    .filter((variant) => variant.productId === productId)
    .sort((one, other) => one.position - other.position);
}

export function viewVariant(context: SandboxContext, variant: VariantDocument) {
  return variantView(
    variant,
    context.store.collection<ProductDocument>(kinds.product).get(variant.productId),
    shopOf(context),
  );
}

function productById({ store }: SandboxContext, id: string | undefined) {
  const product = id === undefined ? undefined : store.collection<ProductDocument>(kinds.product).get(id);
  return product ? productView(product) : null;
}

function productByHandle({ store }: SandboxContext, handle: string) {
  const product = store
    .collection<ProductDocument>(kinds.product)
    .all()
    .find((candidate) => candidate.handle === handle);
  return product ? productView(product) : null;
}

function variantById(context: SandboxContext, id: string | undefined) {
  const variant = variants(context).find((candidate) => candidate.id === id);
  return variant ? viewVariant(context, variant) : null;
}

function itemById(context: SandboxContext, id: string | undefined) {
  const variant = variants(context).find(({ inventory }) => inventory.itemId === id);
  return variant ? inventoryItemView(variant) : null;
}

function orderById({ store }: SandboxContext, id: string | undefined) {
  const order = id === undefined ? undefined : store.collection<OrderDocument>(kinds.order).get(id);
  return order ? orderView(order) : null;
}
