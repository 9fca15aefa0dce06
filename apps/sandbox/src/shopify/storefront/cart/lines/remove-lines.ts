import { idOf } from "../../../gid.ts";
import type { CartDocument, CartLineDocument } from "../cart-document.ts";
import { type CartChange, type CartUserError, changed, refused } from "../outcome.ts";

/** Removes lines and what was added to them. Refused as a whole when one is not in the cart. */
export function removeLines(cart: CartDocument, lineIds: readonly string[]): CartChange {
  const known = new Set(cart.lines.map(({ id }) => id));
  const ids = lineIds.map((lineId) => idOf("CartLine", lineId) ?? "");
  const errors = lineIds.flatMap((lineId, index) =>
    known.has(ids[index] ?? "") ? [] : unknownLine(lineId, ["lineIds", String(index)]),
  );
  return errors.length > 0 ? refused(...errors) : changed({ ...cart, lines: withoutLines(cart.lines, ids) });
}

export function withoutLines(
  lines: readonly CartLineDocument[],
  ids: readonly string[],
): readonly CartLineDocument[] {
  return lines.filter(({ id, parentId }) => !ids.includes(id) && !(parentId && ids.includes(parentId)));
}

export function unknownLine(lineId: string, field: readonly string[]): CartUserError {
  return {
    field,
    message: `The merchandise line with id ${idOf("CartLine", lineId) ?? lineId} does not exist.`,
    code: "INVALID_MERCHANDISE_LINE",
  };
}
