import { idOf } from "../../../gid.ts";
import { settleAttributes } from "../attributes.ts";
import type { Attribute, CartDocument, CartLineDocument } from "../cart-document.ts";
import { type CartChange, type CartUserError, changed, refused } from "../outcome.ts";
import { isSame, type LineTools, noSellingPlan, unknownMerchandise } from "./add-lines.ts";
import { checkQuantity } from "./check-quantity.ts";
import { unknownLine, withoutLines } from "./remove-lines.ts";

export type LineUpdateInput = {
  readonly id: string;
  readonly merchandiseId?: string | null;
  readonly quantity?: number | null;
  readonly attributes?: readonly Attribute[] | null;
  readonly sellingPlanId?: string | null;
};

/**
 * Changes lines. Quantity 0 removes one; a line that became equal to another is joined with it. Refused as a whole
 * when one line is wrong.
 */
export function updateLines(
  cart: CartDocument,
  inputs: readonly LineUpdateInput[],
  tools: LineTools,
): CartChange {
  let lines = cart.lines;
  for (const [index, input] of inputs.entries()) {
    const field = ["lines", String(index)];
    const line = lines.find(({ id }) => id === idOf("CartLine", input.id));
    if (!line) return refused(unknownLine(input.id, [...field, "id"]));
    const updated = updateLine(line, input, tools, field);
    if ("code" in updated) return refused(updated);
    lines = updated.quantity === 0 ? withoutLines(lines, [line.id]) : withLine(lines, updated);
  }
  return changed({ ...cart, lines });
}

function updateLine(
  line: CartLineDocument,
  input: LineUpdateInput,
  tools: LineTools,
  field: readonly string[],
): CartLineDocument | CartUserError {
  const variantId =
    input.merchandiseId == null ? line.variantId : idOf("ProductVariant", input.merchandiseId);
  const goods = variantId === undefined ? undefined : tools.goodsOf(variantId);
  if (variantId === undefined || !goods)
    return unknownMerchandise(input.merchandiseId ?? `gid://shopify/ProductVariant/${line.variantId}`, field);
  if (input.sellingPlanId != null) return noSellingPlan(field);
  const quantity = input.quantity ?? line.quantity;
  const wrong = quantity === 0 ? undefined : checkQuantity(quantity, goods.variant, [...field, "quantity"]);
  const attributes = input.attributes ? settleAttributes(input.attributes) : line.attributes;
  return wrong ?? { ...line, variantId, quantity, attributes };
}

function withLine(
  lines: readonly CartLineDocument[],
  updated: CartLineDocument,
): readonly CartLineDocument[] {
  const twin = lines.find((line) => line.id !== updated.id && isSame(line, updated));
  const joined = twin ? { ...updated, quantity: updated.quantity + twin.quantity } : updated;
  return lines.filter((line) => line !== twin).map((line) => (line.id === joined.id ? joined : line));
}
