import type { SandboxContext } from "../../context.ts";
import { settingsOf } from "../../settings/sandbox-settings.ts";
import { idOf } from "../gid.ts";
import { kinds, type ProductDocument, type ShopDocument, type VariantDocument } from "../model.ts";
import { changeStock } from "../stock/change-stock.ts";
import { fromMinor, toMinor } from "../storefront/money.ts";
import { emit } from "../webhooks/emit.ts";
import { findDefinition } from "./metafield-definitions.ts";
import type {
  AddressDocument,
  MoneyBag,
  OrderDocument,
  OrderLine,
  OrderTransaction,
  ShippingLine,
  TaxLine,
} from "./order.ts";
import { orderPayload } from "./order-payload.ts";
import { financialStatusOf, minorOf, totalsOf } from "./order-totals.ts";

/** `OrderCreateOrderInput` and its parts, as far as the sandbox reads them. */
type MoneyInput = { amount: string; currencyCode: string };
type BagInput = { shopMoney: MoneyInput; presentmentMoney?: MoneyInput | null };
type TaxLineInput = { title: string; rate: string | number; priceSet?: BagInput | null };
type AddressInput = { [field: string]: string | null | undefined };
export type OrderInput = {
  currency?: string | null;
  presentmentCurrency?: string | null;
  email?: string | null;
  phone?: string | null;
  note?: string | null;
  tags?: string[] | null;
  test?: boolean | null;
  taxesIncluded?: boolean | null;
  financialStatus?: OrderDocument["financialStatus"] | null;
  processedAt?: string | null;
  sourceName?: string | null;
  sourceIdentifier?: string | null;
  lineItems?:
    | {
        variantId?: string | null;
        productId?: string | null;
        title?: string | null;
        variantTitle?: string | null;
        sku?: string | null;
        quantity: number;
        priceSet?: BagInput | null;
        requiresShipping?: boolean | null;
        taxable?: boolean | null;
        taxLines?: TaxLineInput[] | null;
        properties?: { name: string; value: string }[] | null;
      }[]
    | null;
  shippingLines?:
    | {
        title: string;
        code?: string | null;
        source?: string | null;
        priceSet: BagInput;
        taxLines?: TaxLineInput[] | null;
      }[]
    | null;
  taxLines?: TaxLineInput[] | null;
  discountCode?: {
    itemFixedDiscountCode?: { code: string; amountSet?: BagInput | null } | null;
    itemPercentageDiscountCode?: { code: string; percentage?: number | null } | null;
    freeShippingDiscountCode?: { code: string } | null;
  } | null;
  transactions?:
    | {
        kind?: OrderTransaction["kind"] | null;
        status?: OrderTransaction["status"] | null;
        gateway?: string | null;
        authorizationCode?: string | null;
        amountSet: BagInput;
        processedAt?: string | null;
      }[]
    | null;
  shippingAddress?: AddressInput | null;
  billingAddress?: AddressInput | null;
  metafields?:
    | { namespace?: string | null; key?: string | null; type?: string | null; value?: string | null }[]
    | null;
  customAttributes?: { key: string; value: string }[] | null;
};
export type OrderOptions = {
  inventoryBehaviour?: "BYPASS" | "DECREMENT_IGNORING_POLICY" | "DECREMENT_OBEYING_POLICY" | null;
  sendReceipt?: boolean | null;
};

export type OrderUserError = {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string | null;
};
export type CreatedOrder = {
  readonly order: OrderDocument | null;
  readonly userErrors: readonly OrderUserError[];
};

/** Shopify's limit for trial and development stores ("orderCreate", Admin API 2026-04). */
export const developmentStoreOrdersPerMinute = 5;

/** `orderCreate` with Shopify's defaults: stock is bypassed and no receipt is sent unless the options say otherwise. */
export function createOrder(context: SandboxContext, input: OrderInput, options: OrderOptions): CreatedOrder {
  const refused = refusal(context, input);
  if (refused) return { order: null, userErrors: [refused] };
  const claim = planClaim(context, input, options);
  if ("refused" in claim) return { order: null, userErrors: [claim.refused] };
  const order = buildOrder(context, input, {
    receiptSent: options.sendReceipt === true,
    inventoryClaimed: claim.changes.length > 0,
  });
  context.store.collection<OrderDocument>(kinds.order).put(order);
  for (const { variant, quantity } of claim.changes) {
    changeStock(context, variant, { committed: variant.inventory.committed + quantity });
  }
  emit(context, "orders/create", orderPayload(order));
  if (order.financialStatus === "PAID") emit(context, "orders/paid", orderPayload(order));
  return { order, userErrors: [] };
}

function refusal(context: SandboxContext, input: OrderInput): OrderUserError | undefined {
  const { lineItems, metafields } = input;
  if (isOverLimit(context))
    return { field: null, message: "Too many attempts. Please try again later.", code: null };
  if (!lineItems?.length)
    return {
      field: ["order", "lineItems"],
      message: "Line items must have at least one line item",
      code: "INVALID",
    };
  if (input.taxLines?.length && lineItems.some(({ taxLines }) => taxLines?.length)) {
    return {
      field: ["order", "taxLines"],
      message: "Tax lines can be specified on the order or the line items but not both",
      code: "INVALID",
    };
  }
  if (
    input.presentmentCurrency == null &&
    lineItems.some(
      ({ priceSet }) =>
        priceSet?.presentmentMoney &&
        priceSet.presentmentMoney.currencyCode !== priceSet.shopMoney.currencyCode,
    )
  ) {
    return {
      field: ["order", "presentmentCurrency"],
      message: "Presentment currency must be specified if presentment money is used",
      code: "INVALID",
    };
  }
  if (input.processedAt && Date.parse(input.processedAt) > context.now().getTime() + 1_000) {
    return {
      field: ["order", "processedAt"],
      message: "Processed at must be in the past",
      code: "PROCESSED_AT_INVALID",
    };
  }
  for (const [index, line] of lineItems.entries()) {
    const refused = refuseLine(context, line, ["order", "lineItems", String(index)]);
    if (refused) return refused;
  }
  for (const [index, metafield] of (metafields ?? []).entries()) {
    const definition = findDefinition(context.store, metafield.namespace ?? "", metafield.key ?? "");
    const taken =
      definition?.unique === true &&
      findByMetafield(context, metafield.namespace ?? "", metafield.key ?? "", metafield.value ?? "");
    if (taken)
      return {
        field: ["order", "metafields", String(index), "value"],
        message: "Value has already been taken",
        code: "INVALID",
      };
  }
  return undefined;
}

function refuseLine(
  context: SandboxContext,
  line: NonNullable<OrderInput["lineItems"]>[number],
  field: string[],
): OrderUserError | undefined {
  if (!Number.isInteger(line.quantity) || line.quantity < 1) {
    return { field: [...field, "quantity"], message: "Quantity must be greater than 0", code: "INVALID" };
  }
  if (line.variantId) {
    const known = findVariant(context, line.variantId);
    return known
      ? undefined
      : { field: [...field, "variantId"], message: "Variant does not exist", code: "INVALID" };
  }
  if (!line.title || !line.priceSet) {
    return {
      field: [...field, "title"],
      message: "A line item without a variant needs a title and a price",
      code: "INVALID",
    };
  }
  return undefined;
}

function isOverLimit({ store, now }: SandboxContext): boolean {
  if (!settingsOf(store).developmentStore) return false;
  const minuteAgo = now().getTime() - 60_000;
  const recent = store
    .collection<OrderDocument>(kinds.order)
    .all()
    .filter(({ createdAt }) => Date.parse(createdAt) > minuteAgo);
  return recent.length >= developmentStoreOrdersPerMinute;
}

/** The order that carries this value of a unique metafield: strongly consistent, unlike the search. */
export function findByMetafield(
  { store }: SandboxContext,
  namespace: string,
  key: string,
  value: string,
): OrderDocument | undefined {
  return store
    .collection<OrderDocument>(kinds.order)
    .all()
    .find(({ metafields }) =>
      metafields.some((field) => field.namespace === namespace && field.key === key && field.value === value),
    );
}

type Claim =
  | { readonly changes: readonly { variant: VariantDocument; quantity: number }[] }
  | { readonly refused: OrderUserError };

function planClaim(
  context: SandboxContext,
  { lineItems }: OrderInput,
  { inventoryBehaviour }: OrderOptions,
): Claim {
  if (inventoryBehaviour == null || inventoryBehaviour === "BYPASS") return { changes: [] };
  const wanted = new Map<string, { variant: VariantDocument; quantity: number }>();
  for (const line of lineItems ?? []) {
    const variant = line.variantId ? findVariant(context, line.variantId) : undefined;
    if (!variant?.inventory.tracked) continue;
    const before = wanted.get(variant.id)?.quantity ?? 0;
    wanted.set(variant.id, { variant, quantity: before + line.quantity });
  }
  for (const { variant, quantity } of wanted.values()) {
    const { onHand, committed, policy } = variant.inventory;
    const obeys = inventoryBehaviour === "DECREMENT_OBEYING_POLICY" && policy === "deny";
    if (obeys && onHand - committed < quantity) {
      return {
        refused: {
          field: ["order", "lineItems"],
          message: "Unable to reserve inventory",
          code: "INVENTORY_CLAIM_FAILED",
        },
      };
    }
  }
  return { changes: [...wanted.values()] };
}

function buildOrder(
  context: SandboxContext,
  input: OrderInput,
  facts: { receiptSent: boolean; inventoryClaimed: boolean },
): OrderDocument {
  const { store, now } = context;
  const [shop] = store.collection<ShopDocument>(kinds.shop).all();
  const currency = input.currency ?? shop?.currency ?? "GBP";
  const presentmentCurrency = input.presentmentCurrency ?? currency;
  const at = now().toISOString();
  const number = store.next("order-number", 1001);
  const currencies = { currency, presentmentCurrency };
  const draft = {
    ...currencies,
    taxesIncluded: input.taxesIncluded ?? false,
    lines: (input.lineItems ?? []).map((line) => buildLine(context, line, currencies)),
    shippingLines: (input.shippingLines ?? []).map((line) => buildShippingLine(context, line, currencies)),
    taxLines: taxLinesOf(input.taxLines, currencies),
  };
  const discount = discountOf(input.discountCode, draft, currencies);
  const transactions = (input.transactions ?? []).map((transaction) =>
    buildTransaction(context, transaction, currencies),
  );
  const totalMinor = minorOf(totalsOf({ ...draft, discount }).total, "presentmentMoney");
  return {
    ...draft,
    ...facts,
    id: String(store.next("order", 6_000_000_000_001)),
    number,
    name: `#${number}`,
    createdAt: at,
    updatedAt: at,
    processedAt: input.processedAt ?? at,
    cancelledAt: null,
    cancelReason: null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    tags: input.tags ?? [],
    test: input.test ?? false,
    discount,
    transactions,
    financialStatus: input.financialStatus ?? financialStatusOf(transactions, totalMinor),
    shippingAddress: addressOf(input.shippingAddress),
    billingAddress: addressOf(input.billingAddress),
    metafields: (input.metafields ?? []).map(({ namespace, key, type, value }) => ({
      id: String(store.next("metafield", 29_000_000_000_001)),
      namespace: namespace ?? "",
      key: key ?? "",
      type: type ?? findDefinition(store, namespace ?? "", key ?? "")?.type ?? "single_line_text_field",
      value: value ?? "",
    })),
    customAttributes: input.customAttributes ?? [],
    sourceName: input.sourceName ?? null,
    sourceIdentifier: input.sourceIdentifier ?? null,
  };
}

type Currencies = { readonly currency: string; readonly presentmentCurrency: string };

function buildLine(
  context: SandboxContext,
  line: NonNullable<OrderInput["lineItems"]>[number],
  currencies: Currencies,
): OrderLine {
  const variant = line.variantId ? findVariant(context, line.variantId) : undefined;
  const product = variant && context.store.collection<ProductDocument>(kinds.product).get(variant.productId);
  const listed = variant?.price[currencies.currency] ?? "0";
  return {
    id: String(context.store.next("line-item", 15_000_000_000_001)),
    variantId: variant?.id ?? null,
    productId: variant?.productId ?? (line.productId ? (idOf("Product", line.productId) ?? null) : null),
    title: line.title ?? product?.title.en ?? "",
    variantTitle: line.variantTitle ?? null,
    sku: line.sku ?? variant?.sku ?? null,
    quantity: line.quantity,
    unitPriceSet: line.priceSet
      ? bag(line.priceSet, currencies)
      : bag({ shopMoney: { amount: listed, currencyCode: currencies.currency } }, currencies),
    requiresShipping: line.requiresShipping ?? false,
    taxable: line.taxable ?? true,
    taxLines: taxLinesOf(line.taxLines, currencies),
    customAttributes: (line.properties ?? []).map(({ name, value }) => ({ key: name, value })),
  };
}

function buildShippingLine(
  { store }: SandboxContext,
  line: NonNullable<OrderInput["shippingLines"]>[number],
  currencies: Currencies,
): ShippingLine {
  return {
    id: String(store.next("shipping-line", 5_000_000_000_001)),
    title: line.title,
    code: line.code ?? null,
    source: line.source ?? null,
    priceSet: bag(line.priceSet, currencies),
    taxLines: taxLinesOf(line.taxLines, currencies),
  };
}

function buildTransaction(
  { store, now }: SandboxContext,
  transaction: NonNullable<OrderInput["transactions"]>[number],
  currencies: Currencies,
): OrderTransaction {
  return {
    id: String(store.next("transaction", 7_000_000_000_001)),
    kind: transaction.kind ?? "SALE",
    status: transaction.status ?? "SUCCESS",
    gateway: transaction.gateway ?? null,
    amountSet: bag(transaction.amountSet, currencies),
    parentId: null,
    authorizationCode: transaction.authorizationCode ?? null,
    createdAt: now().toISOString(),
    processedAt: transaction.processedAt ?? now().toISOString(),
  };
}

function discountOf(
  given: OrderInput["discountCode"],
  draft: Pick<OrderDocument, "lines" | "shippingLines">,
  currencies: Currencies,
): OrderDocument["discount"] {
  const fixed = given?.itemFixedDiscountCode;
  if (fixed)
    return {
      code: fixed.code,
      amountSet: fixed.amountSet ? bag(fixed.amountSet, currencies) : nothing(currencies),
    };
  const percentage = given?.itemPercentageDiscountCode;
  if (percentage)
    return {
      code: percentage.code,
      amountSet: percentOf(draft.lines, percentage.percentage ?? 0, currencies),
    };
  return given?.freeShippingDiscountCode
    ? { code: given.freeShippingDiscountCode.code, amountSet: nothing(currencies) }
    : null;
}

function percentOf(
  lines: readonly OrderLine[],
  percent: number,
  { currency, presentmentCurrency }: Currencies,
): MoneyBag {
  const share = (side: keyof MoneyBag) =>
    Math.round(
      (lines.reduce((sum, { unitPriceSet, quantity }) => sum + minorOf(unitPriceSet, side) * quantity, 0) *
        percent) /
        100,
    );
  return {
    shopMoney: fromMinor(share("shopMoney"), currency),
    presentmentMoney: fromMinor(share("presentmentMoney"), presentmentCurrency),
  };
}

function taxLinesOf(given: readonly TaxLineInput[] | null | undefined, currencies: Currencies): TaxLine[] {
  return (given ?? []).map(({ title, rate, priceSet }) => ({
    title,
    rate: Number(rate),
    priceSet: priceSet ? bag(priceSet, currencies) : nothing(currencies),
  }));
}

function nothing({ currency, presentmentCurrency }: Currencies): MoneyBag {
  return { shopMoney: fromMinor(0, currency), presentmentMoney: fromMinor(0, presentmentCurrency) };
}

function bag({ shopMoney, presentmentMoney }: BagInput, { presentmentCurrency }: Currencies): MoneyBag {
  const shown =
    presentmentMoney ??
    (shopMoney.currencyCode === presentmentCurrency
      ? shopMoney
      : { amount: shopMoney.amount, currencyCode: presentmentCurrency });
  const exact = ({ amount, currencyCode }: MoneyInput) =>
    fromMinor(toMinor(String(amount), currencyCode), currencyCode);
  return { shopMoney: exact(shopMoney), presentmentMoney: exact(shown) };
}

function addressOf(given: AddressInput | null | undefined): AddressDocument | null {
  if (!given) return null;
  return Object.fromEntries(Object.entries(given).map(([field, value]) => [field, value ?? null]));
}

function findVariant({ store }: SandboxContext, gid: string): VariantDocument | undefined {
  const id = idOf("ProductVariant", gid);
  return id === undefined ? undefined : store.collection<VariantDocument>(kinds.variant).get(id);
}
