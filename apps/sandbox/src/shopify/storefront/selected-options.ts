import type { ProductDocument, VariantDocument } from "../model.ts";
import { type StorefrontContext, textIn } from "./context.ts";

export type SelectedOption = { readonly name: string; readonly value: string };
export type SelectionArguments = {
  readonly selectedOptions?: readonly SelectedOption[] | null;
  readonly ignoreUnknownOptions?: boolean | null;
  readonly caseInsensitiveMatch?: boolean | null;
};

/** A variant's choice of every option, in the request's language. */
export function selectedOptionsOf(
  { options }: ProductDocument,
  { optionValueIds }: VariantDocument,
  context: StorefrontContext,
): readonly SelectedOption[] {
  return options.map(({ name, values }, index) => {
    const value = values.find(({ id }) => id === optionValueIds[index]);
    return { name: textIn(name, context), value: value ? textIn(value.name, context) : "" };
  });
}

/** "Sand / Small", in the request's language. */
export function variantTitle(
  product: ProductDocument,
  variant: VariantDocument,
  context: StorefrontContext,
): string {
  return selectedOptionsOf(product, variant, context)
    .map(({ value }) => value)
    .join(" / ");
}

/**
 * The choice as one value id per option of the product; undefined where the option was not chosen, null where the value
 * does not exist. Undefined as a whole when an option is unknown and that is not ignored.
 */
export function readSelection(
  product: ProductDocument,
  { selectedOptions, ignoreUnknownOptions, caseInsensitiveMatch }: SelectionArguments,
  context: StorefrontContext,
): readonly (string | null | undefined)[] | undefined {
  const same = caseInsensitiveMatch
    ? (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
    : (one: string, other: string) => one === other;
  const chosen = selectedOptions ?? [];
  const names = product.options.map(({ name }) => textIn(name, context));
  const isKnown = ({ name }: SelectedOption) => names.some((known) => same(known, name));
  if (!ignoreUnknownOptions && !chosen.every(isKnown)) return undefined;
  return product.options.map(({ values }, index) => {
    const choice = chosen.find(({ name }) => same(names[index] ?? "", name));
    if (!choice) return undefined;
    return values.find(({ name }) => same(textIn(name, context), choice.value))?.id ?? null;
  });
}

/** The variant with exactly these values. */
export function variantWith(
  variants: readonly VariantDocument[],
  selection: readonly (string | null | undefined)[],
): VariantDocument | undefined {
  return variants.find(({ optionValueIds }) => optionValueIds.every((id, index) => id === selection[index]));
}

/** Variants that differ from the selection in exactly one option, in order of id. */
export function adjacentTo(
  variants: readonly VariantDocument[],
  selection: readonly (string | null | undefined)[],
): readonly VariantDocument[] {
  return variants
    .filter(
      ({ optionValueIds }) => optionValueIds.filter((id, index) => id !== selection[index]).length === 1,
    )
    .toSorted((one, other) => Number(one.id) - Number(other.id));
}
