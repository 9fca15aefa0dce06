import { isOptionValueCombinationInEncodedVariant } from "@shopify/hydrogen-react/optionValueDecoder";
import { getProductOptions } from "@shopify/hydrogen-react/getProductOptions";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { replant } from "../../seed/plant-when-empty.ts";
import { ask, at, openSandbox } from "../../testing/open-sandbox.ts";
import { type CollectionDocument, kinds, type ProductDocument, type VariantDocument } from "../model.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let changed = false;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());
afterEach(async () => {
  if (changed) await replant(sandbox.context.store, { folders: sandbox.folders, now: sandbox.context.now });
  changed = false;
});

const read = async (query: string, variables?: object) => {
  const { data, errors } = await ask(sandbox, query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const handles = async (query: string, path: string, variables?: object) => {
  const nodes = at(await read(query, variables), path);
  return Array.isArray(nodes) ? nodes.map((node: unknown) => at(node, "handle")) : [];
};

/** Every document of a kind, for a test that changes them. */
function documents<Document extends { readonly id: string }>(kind: string) {
  changed = true;
  return sandbox.context.store.collection<Document>(kind);
}
const productCalled = (handle: string) => {
  const found = documents<ProductDocument>(kinds.product)
    .all()
    .find((product) => product.handle === handle);
  if (!found) throw new Error(`no product ${handle}`);
  return found;
};
const variantOf = (sku: string) => {
  const found = documents<VariantDocument>(kinds.variant)
    .all()
    .find((variant) => variant.sku === sku);
  if (!found) throw new Error(`no variant ${sku}`);
  return found;
};

test("a product is told in the currency and language of its context", async () => {
  const query = (context: string) =>
    `query @inContext(${context}) { product(handle: "vase") { title priceRange { minVariantPrice { amount currencyCode } } compareAtPriceRange { maxVariantPrice { amount } }
      options { name values } metafield(namespace: "details", key: "material") { value } } localization { country { isoCode } language { isoCode } } }`;
  expect(await read(query("country: DE, language: DE"))).toEqual({
    product: {
      title: "Hohe Vase",
      priceRange: { minVariantPrice: { amount: "24.0", currencyCode: "EUR" } },
      compareAtPriceRange: { maxVariantPrice: { amount: "33.6" } },
      options: [
        { name: "Farbe", values: ["Sand", "Moos", "Tinte"] },
        { name: "Größe", values: ["Small", "Large"] },
      ],
      metafield: { value: "Steinzeug" },
    },
    localization: { country: { isoCode: "DE" }, language: { isoCode: "DE" } },
  });
  // A country the shop does not sell to gets its first market.
  expect(at(await read(query("country: ZZ")), "product.priceRange.minVariantPrice.currencyCode")).toBe("GBP");
});

test("a product without a price in a currency is not sold there", async () => {
  const lamp = variantOf("LAMP");
  documents<VariantDocument>(kinds.variant).put({ ...lamp, price: { GBP: "120.00" } });
  const query = (country: string) =>
    `query @inContext(country: ${country}) { product(handle: "lamp") { handle } }`;
  expect(await read(query("GB"))).toEqual({ product: { handle: "lamp" } });
  expect(await read(query("US"))).toEqual({ product: null });
});

test("encoded variants are read by Shopify's own decoder", async () => {
  const { encodedVariantExistence: exists, encodedVariantAvailability: available } = at(
    await read(`{ product(handle: "vase") { encodedVariantExistence encodedVariantAvailability } }`),
    "product",
  ) as Record<string, string>;
  const decode = (encoded = "") =>
    [0, 1, 2].flatMap((colour) =>
      [0, 1]
        .filter((size) => isOptionValueCombinationInEncodedVariant([colour, size], encoded))
        .map((size) => `${colour}${size}`),
    );
  expect(decode(exists)).toEqual(["00", "01", "10", "21"]);
  // Sand/Large is sold out; Ink/Large is sold past zero.
  expect(decode(available)).toEqual(["00", "10", "21"]);
  const single = at(
    await read(`{ product(handle: "bowl") { encodedVariantExistence encodedVariantAvailability } }`),
    "product",
  );
  expect(single).toEqual({ encodedVariantExistence: "v1_0-2", encodedVariantAvailability: "" });
});

const variantFields = `id title availableForSale currentlyNotInStock quantityAvailable sku selectedOptions { name value } product { handle title } price { amount currencyCode } compareAtPrice { amount currencyCode } image { id url }`;

test("a variant is found by its options, strictly or leniently, and its neighbours differ by one", async () => {
  const query = `query ($options: [SelectedOptionInput!]!, $lenient: Boolean!) { product(handle: "vase") {
    exact: variantBySelectedOptions(selectedOptions: $options, caseInsensitiveMatch: $lenient, ignoreUnknownOptions: $lenient) { sku }
    orFirst: selectedOrFirstAvailableVariant(selectedOptions: $options, caseInsensitiveMatch: $lenient) { sku }
    adjacentVariants(selectedOptions: $options, caseInsensitiveMatch: $lenient) { sku } } }`;
  const small = [
    { name: "colour", value: "MOSS" },
    { name: "size", value: "small" },
    { name: "Wrap", value: "Gift" },
  ];
  expect(await read(query, { options: small, lenient: true })).toEqual({
    product: {
      exact: { sku: "VASE-MOSS-S" },
      orFirst: { sku: "VASE-MOSS-S" },
      adjacentVariants: [{ sku: "VASE-SAND-S" }],
    },
  });
  expect(await read(query, { options: small, lenient: false })).toMatchObject({
    product: { exact: null, orFirst: { sku: "VASE-SAND-S" } },
  });
});

test("Shopify's own getProductOptions builds the picker, swatches and all", async () => {
  const product = at(
    await read(`{ product(handle: "vase") { id handle encodedVariantExistence encodedVariantAvailability
      options { name optionValues { name firstSelectableVariant { ${variantFields} } swatch { color image { previewImage { url } } } } }
      selectedOrFirstAvailableVariant(selectedOptions: []) { ${variantFields} } adjacentVariants { ${variantFields} } } }`),
    "product",
  ) as Parameters<typeof getProductOptions>[0];
  const [colour, size] = getProductOptions(product);
  expect(
    colour?.optionValues.map(({ name, exists, available, selected, swatch }) => [
      name,
      exists,
      available,
      selected,
      swatch?.color,
    ]),
  ).toEqual([
    ["Sand", true, true, true, "#d8c3a5"],
    ["Moss", true, true, false, "#5b6e4d"],
    ["Ink", true, true, false, "#1f2430"],
  ]);
  expect(size?.optionValues.map(({ name, exists, available }) => [name, exists, available])).toEqual([
    ["Small", true, true],
    ["Large", true, false],
  ]);
});

test("a product without options has Shopify's one variant, Default Title", async () => {
  expect(
    await read(
      `{ product(handle: "lamp") { options { name values } variants(first: 1) { nodes { title selectedOptions { name value } } } } }`,
    ),
  ).toEqual({
    product: {
      options: [{ name: "Title", values: ["Default Title"] }],
      variants: {
        nodes: [{ title: "Default Title", selectedOptions: [{ name: "Title", value: "Default Title" }] }],
      },
    },
  });
});

test.each([
  ["TITLE", ["bowl", "pattern-book", "lamp", "vase"]],
  ["PRICE", ["pattern-book", "bowl", "vase", "lamp"]],
  ["CREATED_AT", ["vase", "lamp", "bowl", "pattern-book"]],
  ["VENDOR", ["vase", "bowl", "pattern-book", "lamp"]],
  ["PRODUCT_TYPE", ["pattern-book", "vase", "bowl", "lamp"]],
])("products are sorted by %s, and backwards", async (sortKey, expected) => {
  const query = `query ($reverse: Boolean!) { products(first: 10, sortKey: ${sortKey}, reverse: $reverse) { nodes { handle } } }`;
  expect(await handles(query, "products.nodes", { reverse: false })).toEqual(expected);
  const prices = await handles(query, "products.nodes", { reverse: true });
  expect(prices[0]).toBe(expected.at(-1));
});

test.each([
  ["tag:gift", ["vase", "lamp"]],
  ["tag:gift AND product_type:Lamps", ["lamp"]],
  ["tag:digital OR vendor:Lumen", ["lamp", "pattern-book"]],
  ["-tag:clay", ["lamp", "pattern-book"]],
  ["NOT (tag:clay OR tag:light)", ["pattern-book"]],
  ["available_for_sale:false", ["bowl"]],
  ["title:'tall vase'", ["vase"]],
  ["created_at:>2026-02-15", ["bowl", "pattern-book"]],
  ["variants.price:>=100", ["lamp"]],
  ["read", ["lamp"]],
  ["lam* vendor:Lum*", ["lamp"]],
])("products(query: %j) gives %j", async (query, expected) => {
  expect(
    await handles(
      `query ($query: String!) { products(first: 10, query: $query) { nodes { handle } } }`,
      "products.nodes",
      { query },
    ),
  ).toEqual(expected);
});

test("a query by a field that products do not have is an error that names it", async () => {
  const { errors } = await ask(sandbox, `{ products(first: 1, query: "colour:red") { nodes { handle } } }`);
  expect(errors?.[0]?.message).toContain('"colour" is not one of');
});

test("updatedAt moves with price, stock and title, so that updated_at:> finds the product", async () => {
  const mark = async () =>
    String(at(await read(`{ product(handle: "lamp") { updatedAt } }`), "product.updatedAt"));
  const put = (variant: VariantDocument) => documents<VariantDocument>(kinds.variant).put(variant);
  const changes = [
    () => put({ ...variantOf("LAMP"), price: { GBP: "130.00" } }),
    () => put({ ...variantOf("LAMP"), inventory: { ...variantOf("LAMP").inventory, onHand: 1 } }),
    () =>
      documents<ProductDocument>(kinds.product).put({ ...productCalled("lamp"), title: { en: "Desk lamp" } }),
  ];
  let before = productCalled("lamp").updatedAt;
  for (const change of changes) {
    change();
    const after = productCalled("lamp").updatedAt;
    expect(after > before).toBe(true);
    before = after;
  }
  expect(await mark()).toBe(`${before.slice(0, 19)}Z`);
  const past = new Date(Date.parse(before) - 2_000).toISOString();
  documents<ProductDocument>(kinds.product).put({
    ...productCalled("vase"),
    updatedAt: "2026-01-01T00:00:00Z",
  });
  expect(
    await handles(
      `query ($query: String!) { products(first: 9, query: $query) { nodes { handle } } }`,
      "products.nodes",
      { query: `updated_at:>'${past}' title:Desk` },
    ),
  ).toEqual(["lamp"]);
});

const page = `query ($after: String, $sortKey: ProductCollectionSortKeys!) { collection(handle: "everything") { products(first: 2, after: $after, sortKey: $sortKey) { nodes { handle } pageInfo { hasNextPage endCursor } } } }`;
const everything = () => {
  const found = documents<CollectionDocument>(kinds.collection)
    .all()
    .find(({ handle }) => handle === "everything");
  if (!found) throw new Error("no collection");
  return found;
};
const ids = (...names: readonly string[]) => names.map((name) => productCalled(name).id);

test.each([
  ["a product is put first", () => ids("pattern-book", "lamp", "vase", "bowl"), ["bowl"]],
  [
    "the cursor's own product is taken out",
    () => ids("lamp", "bowl", "pattern-book"),
    ["bowl", "pattern-book"],
  ],
  [
    "the first product is moved to the end",
    () => ids("vase", "bowl", "pattern-book", "lamp"),
    ["bowl", "pattern-book"],
  ],
  [
    "the cursor's own product is moved to the front",
    () => ids("vase", "lamp", "bowl", "pattern-book"),
    ["bowl", "pattern-book"],
  ],
])(
  "the second page of a manual order neither repeats nor hides the others when %s",
  async (_what, order, expected) => {
    const first = await read(page, { sortKey: "MANUAL" });
    expect(at(first, "collection.products.pageInfo.hasNextPage")).toBe(true);
    const after = at(first, "collection.products.pageInfo.endCursor");
    documents<CollectionDocument>(kinds.collection).put({ ...everything(), productIds: order() });
    expect(await handles(page, "collection.products.nodes", { sortKey: "MANUAL", after })).toEqual(expected);
  },
);

test("a cursor of a price order holds when cheaper products appear", async () => {
  const first = await read(page, { sortKey: "PRICE" });
  documents<VariantDocument>(kinds.variant).put({ ...variantOf("LAMP"), price: { GBP: "1.00" } });
  const after = at(first, "collection.products.pageInfo.endCursor");
  expect(await handles(page, "collection.products.nodes", { sortKey: "PRICE", after })).toEqual(["vase"]);
});

test("pages go backwards too, and say what is on either side", async () => {
  const query = `query ($before: String) { products(last: 2, before: $before) { nodes { handle } pageInfo { hasNextPage hasPreviousPage startCursor } } }`;
  const last = await read(query);
  expect(last).toMatchObject({
    products: {
      nodes: [{ handle: "bowl" }, { handle: "pattern-book" }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    },
  });
  expect(await read(query, { before: at(last, "products.pageInfo.startCursor") })).toMatchObject({
    products: {
      nodes: [{ handle: "vase" }, { handle: "lamp" }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    },
  });
});

test.each([
  ["{ products { nodes { handle } } }", "you must provide one of first or last"],
  ["{ products(first: 300) { nodes { handle } } }", "first cannot exceed 250"],
  [`{ products(first: 1, after: "!!") { nodes { handle } } }`, "Invalid cursor"],
])("%s is refused as Shopify does", async (query, message) => {
  expect((await ask(sandbox, query)).errors?.[0]?.message).toContain(message);
});

const filtered = `query ($filters: [ProductFilter!]) { collection(handle: "everything") { products(first: 10, filters: $filters) { nodes { handle } filters { id type values { id count input } } } } }`;

test.each([
  [[{ available: true }], ["lamp", "vase", "pattern-book"]],
  [
    [{ productType: "Ceramics" }, { productType: "Books" }],
    ["vase", "bowl", "pattern-book"],
  ],
  [[{ tag: "gift" }, { price: { max: 50 } }], ["vase"]],
  // One and the same variant has to be large and in stock, which only the ink vase is.
  [[{ available: true }, { variantOption: { name: "Size", value: "Large" } }], ["vase"]],
  [
    [
      { available: true },
      { variantOption: { name: "Colour", value: "Sand" } },
      { variantOption: { name: "Size", value: "Large" } },
    ],
    [],
  ],
  [[{ productMetafield: { namespace: "details", key: "material", value: "Stoneware" } }], ["vase"]],
])("the filters %j leave %j", async (filters, expected) => {
  expect(await handles(filtered, "collection.products.nodes", { filters })).toEqual(expected);
});

test("a product's type is read in the shopper's language and filtered by in the shop's own", async () => {
  const german = `query ($filters: [ProductFilter!]) @inContext(language: DE, country: DE) {
    product(handle: "vase") { productType }
    collection(handle: "everything") { products(first: 10, filters: $filters) {
      nodes { handle } filters { id values { label input } } } } }`;
  const found = await read(german, { filters: [{ productType: "Ceramics" }] });
  expect(at(found, "product.productType")).toBe("Keramik");
  expect(at(found, "collection.products.nodes")).toEqual([{ handle: "vase" }, { handle: "bowl" }]);
  expect(at(found, "collection.products.filters")).toContainEqual({
    id: "filter.p.product_type",
    values: [
      { label: "Books", input: '{"productType":"Books"}' },
      { label: "Keramik", input: '{"productType":"Ceramics"}' },
      { label: "Leuchten", input: '{"productType":"Lamps"}' },
    ],
  });
});

test("a filter's counts say how many products would be shown with it", async () => {
  const found = at(
    await read(filtered, { filters: [{ productType: "Ceramics" }] }),
    "collection.products.filters",
  );
  const counts = Object.fromEntries(
    (found as { id: string; values: { id: string; count: number }[] }[]).flatMap(({ values }) =>
      values.map(({ id, count }) => [id, count]),
    ),
  );
  expect(counts).toMatchObject({
    "filter.v.availability.1": 1,
    "filter.v.availability.0": 2,
    // Its own group does not narrow a filter: another type can still be added.
    "filter.p.product_type.books": 1,
    "filter.p.tag.gift": 1,
    "filter.p.tag.digital": 0,
    "filter.v.option.colour.moss": 2,
    "filter.v.option.size.large": 1,
  });
});

test("search finds by title, type, tag and SKU, best first, and counts all it found", async () => {
  const query = `query ($query: String!, $prefix: SearchPrefixQueryType) { search(query: $query, first: 1, prefix: $prefix) { totalCount nodes { __typename ... on Product { handle trackingParameters } ... on Page { title } } productFilters { id } } }`;
  expect(await read(query, { query: "vases" })).toMatchObject({
    search: {
      totalCount: 1,
      nodes: [{ __typename: "Product", handle: "vase", trackingParameters: "_pos=1&_q=vases" }],
    },
  });
  expect(await read(query, { query: "clay" })).toMatchObject({ search: { totalCount: 5 } });
  expect(await read(query, { query: "lam" })).toMatchObject({ search: { totalCount: 0 } });
  expect(await read(query, { query: "lam", prefix: "LAST" })).toMatchObject({ search: { totalCount: 1 } });
  expect(await read(query, { query: "BOWL-moss" })).toMatchObject({
    search: { nodes: [{ handle: "bowl" }] },
  });
});

test("predictive search and recommendations come from the shop's own state", async () => {
  expect(
    await read(
      `{ predictiveSearch(query: "cer", limitScope: EACH) { products { handle } collections { handle } pages { handle } articles { handle } queries { text } } }`,
    ),
  ).toEqual({
    predictiveSearch: {
      products: [{ handle: "vase" }, { handle: "bowl" }],
      collections: [{ handle: "ceramics" }],
      pages: [],
      articles: [],
      queries: [],
    },
  });
  const id = productCalled("vase");
  const query = `query ($id: ID!, $intent: ProductRecommendationIntent) { productRecommendations(productId: $id, intent: $intent) { handle } }`;
  const of = (intent: string) => read(query, { id: `gid://shopify/Product/${id.id}`, intent });
  expect(await of("COMPLEMENTARY")).toEqual({ productRecommendations: [{ handle: "lamp" }] });
  expect(await of("RELATED")).toEqual({
    productRecommendations: [{ handle: "bowl" }, { handle: "lamp" }, { handle: "pattern-book" }],
  });
});

test("menus, pages, policies, sitemap and nodes tell what the shop holds", async () => {
  const data = await read(`{
    menu(handle: "main-menu") { itemsCount items { title type url resource { __typename } } }
    page(handle: "about") { id title body bodySummary }
    shop { name privacyPolicy { title url } shippingPolicy { title } subscriptionPolicy { title } shipsToCountries }
    localization { availableCountries { isoCode currency { isoCode symbol } availableLanguages { endonymName } } }
    sitemap(type: PRODUCT) { pagesCount { count } resources(page: 1) { items { handle } hasNextPage } }
    urlRedirects(first: 1, query: "path:/old") { edges { node { target } } }
    blogs(first: 1) { nodes { handle } }
    productTags(first: 2) { nodes } }`);
  const origin = sandbox.urls.shopify;
  expect(data).toMatchObject({
    menu: {
      itemsCount: 3,
      items: [
        {
          title: "Ceramics",
          type: "COLLECTION",
          url: `${origin}/collections/ceramics`,
          resource: { __typename: "Collection" },
        },
        { title: "About", type: "PAGE", url: `${origin}/pages/about`, resource: { __typename: "Page" } },
        { title: "Search", type: "SEARCH", url: `${origin}/search`, resource: null },
      ],
    },
    page: { title: "About", body: "<p>We fire clay.</p>", bodySummary: "We fire clay." },
    shop: {
      privacyPolicy: { title: "Privacy policy" },
      shippingPolicy: null,
      subscriptionPolicy: null,
      shipsToCountries: ["GB", "DE", "US"],
    },
    localization: {
      availableCountries: [
        { isoCode: "GB", currency: { isoCode: "GBP", symbol: "£" } },
        { isoCode: "DE" },
        { isoCode: "US" },
      ],
    },
    sitemap: { pagesCount: { count: 1 }, resources: { hasNextPage: false } },
    urlRedirects: { edges: [] },
    blogs: { nodes: [] },
    productTags: { nodes: ["clay", "digital"] },
  });
  const id = String(at(data, "page.id"));
  expect(
    await read(`query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Page { handle } } }`, {
      ids: [id, "gid://shopify/Product/1"],
    }),
  ).toEqual({
    nodes: [{ __typename: "Page", id, handle: "about" }, null],
  });
});

test("the state survives a restart", async () => {
  documents<ProductDocument>(kinds.product).put({ ...productCalled("lamp"), title: { en: "Kept lamp" } });
  await sandbox.context.store.save();
  const again = await sandbox.reopen();
  expect((await ask(again, `{ product(handle: "lamp") { title } }`)).data).toEqual({
    product: { title: "Kept lamp" },
  });
  await again.close();
});

test("what the shop has none of is an empty list, not an error", async () => {
  const data =
    await read(`{ shop { metafield(namespace: "a", key: "b") { value } brand { colors { primary { background } } } }
    product(handle: "vase") { category { id } sellingPlanGroups(first: 1) { nodes { name } } variants(first: 1) { nodes {
      components(first: 1) { nodes { quantity } } quantityPriceBreaks(first: 1) { nodes { minimumQuantity } } storeAvailability(first: 1) { edges { node { available } } } } } } }`);
  expect(data).toMatchObject({
    shop: { metafield: null, brand: { colors: { primary: [] } } },
    product: {
      category: null,
      sellingPlanGroups: { nodes: [] },
      variants: {
        nodes: [
          { components: { nodes: [] }, quantityPriceBreaks: { nodes: [] }, storeAvailability: { edges: [] } },
        ],
      },
    },
  });
});
