import type { CartLineDocument } from "../cart-document.ts";
import type { Goods } from "../goods.ts";
import type { CartWarning } from "../outcome.ts";

export type Fitted = {
  readonly lines: readonly CartLineDocument[];
  readonly warnings: readonly CartWarning[];
};

/**
 * Cuts the lines to what is in stock. Lines that were there before are served first, in the order shown; a line that
 * gets nothing stays with quantity 0 and warns each time, one that was cut warns once. Lines whose goods are gone for
 * good, or have no price in the cart's currency, leave.
 */
export function fitStock(
  lines: readonly CartLineDocument[],
  options: {
    readonly newLineIds: ReadonlySet<string>;
    readonly goodsOf: (line: CartLineDocument) => Goods | undefined;
    readonly gidOf: (line: CartLineDocument) => string;
  },
): Fitted {
  const left = new Map<string, number>();
  const served = new Map<string, number>();
  for (const line of inTurn(lines, options.newLineIds)) {
    const stock = left.get(line.variantId) ?? options.goodsOf(line)?.available ?? 0;
    const quantity = Math.min(line.quantity, stock);
    served.set(line.id, quantity);
    left.set(line.variantId, stock - quantity);
  }
  const kept = lines.filter((line) => options.goodsOf(line) !== undefined);
  return {
    lines: kept.map((line) => ({ ...line, quantity: served.get(line.id) ?? 0 })),
    warnings: kept.flatMap((line) => {
      const goods = options.goodsOf(line);
      return goods ? warningOf(line, served.get(line.id) ?? 0, goods, options.gidOf(line)) : [];
    }),
  };
}

function inTurn(
  lines: readonly CartLineDocument[],
  newLineIds: ReadonlySet<string>,
): readonly CartLineDocument[] {
  return [...lines.filter(({ id }) => !newLineIds.has(id)), ...lines.filter(({ id }) => newLineIds.has(id))];
}

function warningOf(
  line: CartLineDocument,
  served: number,
  goods: Goods,
  target: string,
): CartWarning | readonly [] {
  if (served === 0)
    return {
      code: "MERCHANDISE_OUT_OF_STOCK",
      message: `The product '${goods.name}' is already sold out.`,
      target,
    };
  if (served === line.quantity) return [];
  return {
    code: "MERCHANDISE_NOT_ENOUGH_STOCK",
    message: `Only ${served} ${served === 1 ? "item was" : "items were"} added to your cart due to availability.`,
    target,
  };
}
