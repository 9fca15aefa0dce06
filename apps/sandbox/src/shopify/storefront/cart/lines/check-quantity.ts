import type { VariantDocument } from "../../../model.ts";
import type { CartUserError } from "../outcome.ts";

const most = 1_000_000;

/** What is wrong with a quantity of a variant that is to be in a cart; undefined when nothing is. */
export function checkQuantity(
  quantity: number,
  { quantityRule: { minimum, maximum, increment } }: Pick<VariantDocument, "quantityRule">,
  field: readonly string[],
): CartUserError | undefined {
  if (quantity < 0)
    return { field, code: "INVALID", message: "The quantity must be greater than or equal to 0." };
  if (quantity > most)
    return { field, code: "LESS_THAN", message: `The quantity must be less than or equal to ${most}.` };
  if (quantity < minimum)
    return { field, code: "MINIMUM_NOT_MET", message: `The quantity must be at least ${minimum}.` };
  if (maximum !== null && quantity > maximum)
    return { field, code: "MAXIMUM_EXCEEDED", message: `The quantity must be at most ${maximum}.` };
  if (quantity % increment !== 0)
    return { field, code: "INVALID_INCREMENT", message: `The quantity must be a multiple of ${increment}.` };
  return undefined;
}
