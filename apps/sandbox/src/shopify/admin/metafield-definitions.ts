import type { Store } from "../../store/store.ts";

/** What a merchant declared about one metafield of orders. A type of `id` is unique by nature. */
export type MetafieldDefinitionDocument = {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly ownerType: string;
  readonly unique: boolean;
};

const kind = "metafield-definition";

export function definitions(store: Store) {
  return store.collection<MetafieldDefinitionDocument>(kind);
}

export function findDefinition(
  store: Store,
  namespace: string,
  key: string,
  ownerType = "ORDER",
): MetafieldDefinitionDocument | undefined {
  return definitions(store)
    .all()
    .find(
      (definition) =>
        definition.namespace === namespace && definition.key === key && definition.ownerType === ownerType,
    );
}
