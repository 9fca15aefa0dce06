import { idOf } from "../../../gid.ts";
import { sameAttributes, settleAttributes } from "../attributes.ts";
import type { Attribute, CartDocument, CartLineDocument } from "../cart-document.ts";
import type { Goods } from "../goods.ts";
import { type CartChange, type CartUserError, refusedBlindly } from "../outcome.ts";
import { checkQuantity } from "./check-quantity.ts";

export type LineInput = {
  readonly merchandiseId: string;
  readonly quantity?: number | null;
  readonly attributes?: readonly Attribute[] | null;
  readonly sellingPlanId?: string | null;
  readonly parent?: { readonly lineId?: string | null; readonly merchandiseId?: string | null } | null;
};

export type LineTools = {
  readonly goodsOf: (variantId: string) => Goods | undefined;
  readonly newId: () => string;
};

const mostLines = 500;

/**
 * Adds lines. One that is equal to a line of the cart (same variant, attributes and parent) adds to its quantity, the
 * others come before all that were there. Quantity 0 adds nothing. Refused as a whole when one line is wrong.
 */
export function addLines(cart: CartDocument, inputs: readonly LineInput[], tools: LineTools): CartChange {
  let lines = cart.lines;
  const fresh: CartLineDocument[] = [];
  for (const [index, input] of inputs.entries()) {
    const field = ["lines", String(index)];
    const wanted = readLine(input, [...fresh, ...lines], tools, field);
    if (isError(wanted)) return refusedBlindly(wanted);
    if (wanted.quantity === 0) continue;
    const known = [...fresh, ...lines].find((line) => isSame(line, wanted));
    const total = (known?.quantity ?? 0) + wanted.quantity;
    const wrong = checkAgainstRule(wanted, total, tools, field);
    if (wrong) return refusedBlindly(wrong);
    const merged = { ...(known ?? wanted), quantity: total };
    const place = fresh.findIndex(({ id }) => id === merged.id);
    if (place >= 0) fresh[place] = merged;
    else if (known) lines = lines.map((line) => (line.id === merged.id ? merged : line));
    else fresh.push(merged);
  }
  if (fresh.length + lines.length > mostLines) return refusedBlindly(tooLarge);
  return {
    kind: "changed",
    cart: { ...cart, lines: [...fresh, ...lines] },
    newLineIds: new Set(fresh.map(({ id }) => id)),
  };
}

/** Whether a shopper would call both the same line. */
export function isSame(one: CartLineDocument, other: CartLineDocument): boolean {
  return (
    one.variantId === other.variantId &&
    one.parentId === other.parentId &&
    sameAttributes(one.attributes, other.attributes)
  );
}

export function unknownMerchandise(merchandiseId: string, field: readonly string[]): CartUserError {
  return {
    field: [...field, "merchandiseId"],
    message: `The merchandise with id ${merchandiseId} does not exist.`,
    code: "INVALID",
  };
}

/** No product of this shop has a selling plan, so none applies. */
export function noSellingPlan(field: readonly string[]): CartUserError {
  return {
    field: [...field, "sellingPlanId"],
    message: "Cannot apply selling plan to variant",
    code: "SELLING_PLAN_NOT_APPLICABLE",
  };
}

const tooLarge: CartUserError = {
  field: ["lines"],
  message: `The cart cannot have more than ${mostLines} lines.`,
  code: "CART_TOO_LARGE",
};

function readLine(
  input: LineInput,
  lines: readonly CartLineDocument[],
  tools: LineTools,
  field: readonly string[],
): CartLineDocument | CartUserError {
  const variantId = idOf("ProductVariant", input.merchandiseId);
  if (variantId === undefined || !tools.goodsOf(variantId))
    return unknownMerchandise(input.merchandiseId, field);
  if (input.sellingPlanId != null) return noSellingPlan(field);
  const parentId = readParent(input.parent, lines, field);
  if (isError(parentId)) return parentId;
  return {
    id: tools.newId(),
    variantId,
    quantity: input.quantity ?? 1,
    attributes: settleAttributes(input.attributes),
    parentId,
  };
}

function readParent(
  parent: LineInput["parent"],
  lines: readonly CartLineDocument[],
  field: readonly string[],
): string | null | CartUserError {
  if (!parent) return null;
  const wrong = (code: string, message: string) => ({ field: [...field, "parent"], code, message });
  if ((parent.lineId == null) === (parent.merchandiseId == null))
    return wrong("PARENT_LINE_INVALID_REFERENCE", "The parent must be named by lineId or by merchandiseId.");
  const found = lines.find(({ id, variantId }) =>
    parent.lineId == null
      ? variantId === idOf("ProductVariant", parent.merchandiseId ?? "")
      : id === idOf("CartLine", parent.lineId),
  );
  if (!found) return wrong("PARENT_LINE_NOT_FOUND", "The parent line does not exist.");
  return found.parentId === null
    ? found.id
    : wrong("PARENT_LINE_NESTING_TOO_DEEP", "A line cannot be nested more than one level deep.");
}

function checkAgainstRule(
  line: CartLineDocument,
  total: number,
  { goodsOf }: LineTools,
  field: readonly string[],
): CartUserError | undefined {
  const goods = goodsOf(line.variantId);
  return (
    goods && checkQuantity(line.quantity < 0 ? line.quantity : total, goods.variant, [...field, "quantity"])
  );
}

function isError(value: CartLineDocument | CartUserError | string | null): value is CartUserError {
  return typeof value === "object" && value !== null && "code" in value;
}
