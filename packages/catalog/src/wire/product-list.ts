import { z } from "zod";
import type { Filter, FilterChoice, FilterValue, ProductList } from "../collection.ts";
import { productSummary, productSummaryFields } from "./product-summary.ts";

export const productListFields = /* GraphQL */ `
  fragment FilterFields on Filter {
    id
    label
    type
    values {
      label
      count
      input
      swatch {
        color
      }
    }
  }
  fragment ProductListPageFields on PageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
  ${productSummaryFields}
`;

/** Shopify sends a filter's input as a JSON text. What we cannot express is left out of the list. */
const filterInput = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(
    z.union([
      z
        .object({ available: z.boolean() })
        .transform(({ available }): FilterChoice => ({ kind: "available", available })),
      z
        .object({ variantOption: z.object({ name: z.string(), value: z.string() }) })
        .transform(({ variantOption }): FilterChoice => ({ kind: "option", ...variantOption })),
      z
        .object({ productType: z.string() })
        .transform(({ productType }): FilterChoice => ({ kind: "type", value: productType })),
      z
        .object({ productVendor: z.string() })
        .transform(({ productVendor }): FilterChoice => ({ kind: "vendor", value: productVendor })),
      z.object({ tag: z.string() }).transform(({ tag }): FilterChoice => ({ kind: "tag", value: tag })),
      z
        .object({ price: z.object({ min: z.number().nullish(), max: z.number().nullish() }) })
        .transform(({ price }): FilterChoice => ({
          kind: "price",
          min: price.min ?? null,
          max: price.max ?? null,
        })),
    ]),
  );

export const filters = z
  .array(
    z.object({
      id: z.string(),
      label: z.string(),
      type: z.string(),
      values: z.array(
        z.object({
          label: z.string(),
          count: z.int(),
          input: z.string(),
          swatch: z.object({ color: z.string().nullable() }).nullable(),
        }),
      ),
    }),
  )
  .transform((wire): Filter[] => wire.flatMap((filter) => toFilter(filter)));

function toFilter(wire: {
  id: string;
  label: string;
  type: string;
  values: { label: string; count: number; input: string; swatch: { color: string | null } | null }[];
}): Filter[] {
  const values = wire.values.flatMap((value): FilterValue[] => {
    const choice = filterInput.safeParse(value.input);
    if (!choice.success) return [];
    return [
      { label: value.label, count: value.count, color: value.swatch?.color ?? null, choice: choice.data },
    ];
  });
  const { id, label } = wire;
  if (wire.type === "PRICE_RANGE") {
    const price = values.map(({ choice }) => choice).find(({ kind }) => kind === "price");
    const range =
      price?.kind === "price" && price.max !== null ? { min: price.min ?? 0, max: price.max } : null;
    return [{ kind: "price", id, label, range }];
  }
  return values.length > 0 ? [{ kind: "list", id, label, values }] : [];
}

const pageInfo = z.object({
  hasNextPage: z.boolean(),
  hasPreviousPage: z.boolean(),
  startCursor: z.string().nullable(),
  endCursor: z.string().nullable(),
});

type PageInfo = z.infer<typeof pageInfo>;

export const productConnection = z
  .object({ nodes: z.array(productSummary), filters, pageInfo })
  .transform(toProductList);

export function toProductList({
  nodes,
  filters,
  pageInfo,
}: {
  nodes: ProductList["products"];
  filters: ProductList["filters"];
  pageInfo: PageInfo;
}): ProductList {
  return {
    products: nodes,
    filters,
    nextCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    previousCursor: pageInfo.hasPreviousPage ? pageInfo.startCursor : null,
  };
}

export const searchConnection = z
  .object({
    nodes: z.array(productSummary),
    productFilters: filters,
    pageInfo,
    totalCount: z.int(),
  })
  .transform(({ productFilters, totalCount, ...rest }) => ({
    ...toProductList({ ...rest, filters: productFilters }),
    totalCount,
  }));
