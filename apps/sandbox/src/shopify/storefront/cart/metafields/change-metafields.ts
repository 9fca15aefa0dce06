import type { CartDocument, CartMetafieldDocument } from "../cart-document.ts";
import { checkMetafieldValue, isMetafieldType } from "./check-metafield-value.ts";

export type MetafieldInput = { readonly key: string; readonly type: string; readonly value: string };
export type MetafieldName = { readonly namespace: string; readonly key: string };
export type MetafieldProblem = {
  readonly field: "key" | "type" | "value";
  readonly message: string;
  readonly code: string;
};

/** The two halves of `custom.note`; a key without a namespace belongs to the app. */
export function metafieldName(key: string): MetafieldName {
  const dot = key.indexOf(".");
  return dot < 0 ? { namespace: "app", key } : { namespace: key.slice(0, dot), key: key.slice(dot + 1) };
}

export function findMetafield(cart: CartDocument, name: MetafieldName): CartMetafieldDocument | undefined {
  return cart.metafields.find(({ namespace, key }) => namespace === name.namespace && key === name.key);
}

/** What is wrong with one metafield to be set. */
export function checkMetafield({ key, type, value }: MetafieldInput): MetafieldProblem | undefined {
  if (!metafieldName(key).key) return { field: "key", message: "Key can't be blank.", code: "BLANK" };
  if (!isMetafieldType(type))
    return { field: "type", message: `Type "${type}" is not a metafield type.`, code: "INVALID_TYPE" };
  const message = checkMetafieldValue(type, value);
  return message === undefined ? undefined : { field: "value", message, code: "INVALID_VALUE" };
}

/** The cart with this metafield set, and the metafield. */
export function withMetafield(
  cart: CartDocument,
  { key, type, value }: MetafieldInput,
  at: { readonly now: string; readonly newId: () => string },
): { readonly cart: CartDocument; readonly metafield: CartMetafieldDocument } {
  const name = metafieldName(key);
  const known = findMetafield(cart, name);
  const metafield = {
    ...name,
    type,
    id: known?.id ?? at.newId(),
    value: { en: value },
    createdAt: known?.createdAt ?? at.now,
    updatedAt: at.now,
  };
  const others = cart.metafields.filter(({ id }) => id !== metafield.id);
  return { cart: { ...cart, metafields: [...others, metafield] }, metafield };
}

export function withoutMetafield(cart: CartDocument, metafield: CartMetafieldDocument): CartDocument {
  return { ...cart, metafields: cart.metafields.filter(({ id }) => id !== metafield.id) };
}
