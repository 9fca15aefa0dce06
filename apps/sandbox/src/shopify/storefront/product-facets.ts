import type { ProductDocument } from "../model.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { shelfOf } from "./catalogue/shelf.ts";
import { productTypeIn, type StorefrontContext, textIn } from "./context.ts";
import { fromMinor } from "./money.ts";
import { groups, passes, type ProductFilter, slug } from "./product-filter.ts";

type Value = {
  readonly id: string;
  readonly label: string;
  readonly input: ProductFilter;
  readonly color?: string | null;
};

/** `Filter` of the schema: one question a shopper can narrow a list by, with a count beside each answer. */
export type Facet = {
  readonly id: string;
  readonly label: string;
  readonly type: "LIST" | "PRICE_RANGE";
  readonly presentation: "TEXT" | "SWATCH" | null;
  readonly values: readonly {
    readonly id: string;
    readonly label: string;
    readonly count: number;
    readonly input: string;
    readonly image: null;
    readonly swatch: { readonly color: string; readonly image: null } | null;
  }[];
};

const labels: Readonly<Record<string, { readonly en: string; readonly de: string }>> = {
  availability: { en: "Availability", de: "Verfügbarkeit" },
  inStock: { en: "In stock", de: "Auf Lager" },
  outOfStock: { en: "Out of stock", de: "Nicht vorrätig" },
  price: { en: "Price", de: "Preis" },
  productType: { en: "Product type", de: "Produkttyp" },
  vendor: { en: "Brand", de: "Marke" },
  tag: { en: "Tag", de: "Tag" },
};

/**
 * The filters that suit a list of products, before any of them is applied. A value's count is the number of products
 * that would be shown with it, given what is chosen in the other filters.
 */
export function facetsOf(
  products: readonly ProductDocument[],
  chosen: readonly ProductFilter[],
  context: StorefrontContext,
): readonly Facet[] {
  const { catalogue, currency, language } = context;
  const counted = remembered.get(catalogue) ?? new Map<string, readonly Facet[]>();
  remembered.set(catalogue, counted);
  const key = JSON.stringify([currency, language, chosen, products.map(({ id }) => id)]);
  const facets = counted.get(key) ?? countFacets(products, chosen, context);
  if (counted.size >= 100) counted.clear();
  counted.set(key, facets);
  return facets;
}

// Counting looks at every product for every value; the counts hold as long as the catalogue does.
const remembered = new WeakMap<Catalogue, Map<string, readonly Facet[]>>();

function countFacets(
  products: readonly ProductDocument[],
  chosen: readonly ProductFilter[],
  context: StorefrontContext,
): readonly Facet[] {
  const list = (id: string, label: string, values: readonly Value[]) =>
    listFacet({ id, label, values }, { products, chosen, context });
  return [
    list(groups.available, word("availability", context), availabilityValues(context)),
    priceFacet(products, context),
    list(
      groups.productType,
      word("productType", context),
      textValues(
        groups.productType,
        distinct(products, ({ productType }) => [productType]),
        (productType) => ({ productType }),
      ).map((value) => ({ ...value, label: typeLabel(products, value.label, context) })),
    ),
    list(
      groups.vendor,
      word("vendor", context),
      textValues(
        groups.vendor,
        distinct(products, ({ vendor }) => [vendor]),
        (productVendor) => ({ productVendor }),
      ),
    ),
    list(
      groups.tag,
      word("tag", context),
      textValues(
        groups.tag,
        distinct(products, ({ tags }) => tags),
        (tag) => ({ tag }),
      ),
    ),
    ...optionFacets(products, list, context),
  ].filter(({ values }) => values.length > 0);
}

function listFacet(
  { id, label, values }: { readonly id: string; readonly label: string; readonly values: readonly Value[] },
  {
    products,
    chosen,
    context,
  }: { products: readonly ProductDocument[]; chosen: readonly ProductFilter[]; context: StorefrontContext },
): Facet {
  const others = products.filter(passes(chosen, context, id));
  const beside = chosenOutside(chosen, id);
  return {
    id,
    label,
    type: "LIST",
    presentation: values.some(({ color }) => color) ? "SWATCH" : "TEXT",
    values: values.map((value) => ({
      id: value.id,
      label: value.label,
      // The other filters again, since a variant has to satisfy all of them at once.
      count: others.filter(passes([...beside, value.input], context)).length,
      input: JSON.stringify(value.input),
      image: null,
      swatch: value.color ? { color: value.color, image: null } : null,
    })),
  };
}

/** The filters that are not of this group. */
function chosenOutside(chosen: readonly ProductFilter[], id: string): readonly ProductFilter[] {
  return chosen.map(
    (filter) =>
      Object.fromEntries(
        Object.entries(filter).filter(([key, value]) => groupOf(key, value) !== id),
      ) as ProductFilter,
  );
}

function groupOf(key: string, value: unknown): string | undefined {
  switch (key) {
    case "available":
      return groups.available;
    case "price":
      return groups.price;
    case "productType":
      return groups.productType;
    case "productVendor":
      return groups.vendor;
    case "tag":
      return groups.tag;
    case "variantOption":
      return groups.option((value as { name: string }).name);
    default:
      return undefined;
  }
}

function availabilityValues(context: StorefrontContext): readonly Value[] {
  return [
    { id: `${groups.available}.1`, label: word("inStock", context), input: { available: true } },
    { id: `${groups.available}.0`, label: word("outOfStock", context), input: { available: false } },
  ];
}

function priceFacet(products: readonly ProductDocument[], context: StorefrontContext): Facet {
  const shelf = shelfOf(context.catalogue, context.currency);
  const highest = Math.max(0, ...products.map(({ id }) => shelf.priceRange(id).max));
  const max = Number(fromMinor(highest, context.currency).amount);
  return {
    id: groups.price,
    label: word("price", context),
    type: "PRICE_RANGE",
    presentation: null,
    values: [
      {
        id: groups.price,
        label: word("price", context),
        count: 0,
        input: JSON.stringify({ price: { min: 0, max } }),
        image: null,
        swatch: null,
      },
    ],
  };
}

function textValues(
  group: string,
  texts: readonly string[],
  input: (text: string) => ProductFilter,
): readonly Value[] {
  return texts.map((text) => ({ id: `${group}.${slug(text)}`, label: text, input: input(text) }));
}

function optionFacets(
  products: readonly ProductDocument[],
  list: (id: string, label: string, values: readonly Value[]) => Facet,
  context: StorefrontContext,
): readonly Facet[] {
  const byName = Map.groupBy(
    products.flatMap(({ options }) => options).filter((option) => !isPlaceholder(option)),
    ({ name }) => textIn(name, context),
  );
  return [...byName].map(([name, options]) => {
    const values = new Map<string, Value>();
    for (const value of options.flatMap((option) => option.values)) {
      const text = textIn(value.name, context);
      if (!values.has(text))
        values.set(text, {
          id: `${groups.option(name)}.${slug(text)}`,
          label: text,
          input: { variantOption: { name, value: text } },
          color: value.swatch,
        });
    }
    return list(groups.option(name), name, [...values.values()]);
  });
}

/** A filter asks by the shop's own word for a type and shows the shopper's. */
function typeLabel(products: readonly ProductDocument[], type: string, context: StorefrontContext): string {
  const product = products.find(({ productType }) => productType === type);
  return product ? productTypeIn(product, context) : type;
}

/** "Title: Default Title", which Shopify gives to a product without options. */
function isPlaceholder({ name, values }: ProductDocument["options"][number]): boolean {
  return name.en === "Title" && values.length === 1 && values[0]?.name.en === "Default Title";
}

function distinct(
  products: readonly ProductDocument[],
  read: (product: ProductDocument) => readonly string[],
): readonly string[] {
  return [...new Set(products.flatMap(read))]
    .filter((text) => text !== "")
    .sort((one, other) => one.localeCompare(other));
}

function word(name: string, { language }: StorefrontContext): string {
  const texts = labels[name];
  return (language === "DE" ? texts?.de : texts?.en) ?? name;
}
