import type { SeedCatalog, SeedProduct } from "../seed/seed-catalog.ts";

const same = (text: string) => ({ en: text, de: text });

function swatchless(...names: readonly string[]) {
  return names.map((name) => ({ handle: name.toLowerCase(), name: same(name), swatch: null }));
}

function variant(
  sku: string,
  options: readonly string[],
  price: string,
  stock: number | null,
  over: Partial<SeedProduct["variants"][number]> = {},
): SeedProduct["variants"][number] {
  return {
    sku,
    barcode: null,
    options: [...options],
    price: { GBP: price, EUR: (Number(price) * 1.2).toFixed(2), USD: (Number(price) * 1.25).toFixed(2) },
    compareAtPrice: null,
    stock,
    whenOutOfStock: "deny",
    weightGrams: 500,
    requiresShipping: true,
    taxable: true,
    image: null,
    ...over,
  };
}

function product(
  handle: string,
  title: { en: string; de: string },
  over: Partial<SeedProduct> & Pick<SeedProduct, "variants">,
): SeedProduct {
  return {
    handle,
    title,
    descriptionHtml: {
      en: `<p>${title.en} of <strong>quiet</strong> clay.</p>`,
      de: `<p>${title.de} aus Ton.</p>`,
    },
    seo: { title, description: title },
    productType: { en: "Ceramics", de: "Keramik" },
    vendor: "Kiln & Co",
    tags: [],
    publishedAt: "2026-01-10T09:00:00Z",
    options: [],
    images: [{ file: `${handle}.webp`, alt: title }],
    metafields: {},
    complementary: [],
    ...over,
  };
}

const colours = [
  { handle: "sand", name: { en: "Sand", de: "Sand" }, swatch: "#d8c3a5" },
  { handle: "moss", name: { en: "Moss", de: "Moos" }, swatch: "#5b6e4d" },
  { handle: "ink", name: { en: "Ink", de: "Tinte" }, swatch: "#1f2430" },
];

/** A small shop with one of each nasty kind: sold out, sparse variants, on sale, digital, untracked. */
export const fixtureSeed: SeedCatalog = {
  shop: {
    name: "Fixture & Sons",
    description: { en: "Small things", de: "Kleine Dinge" },
    slogan: { en: "Made to be tested", de: "Gemacht zum Testen" },
    email: "shop@example.com",
    policies: [
      {
        handle: "privacy-policy",
        title: { en: "Privacy policy", de: "Datenschutz" },
        bodyHtml: same("<p>p</p>"),
      },
      { handle: "refund-policy", title: { en: "Refund policy", de: "Rückgabe" }, bodyHtml: same("<p>r</p>") },
    ],
  },
  products: [
    product(
      "vase",
      { en: "Tall vase", de: "Hohe Vase" },
      {
        tags: ["clay", "gift"],
        publishedAt: "2026-01-01T09:00:00Z",
        options: [
          { name: { en: "Colour", de: "Farbe" }, values: colours },
          { name: { en: "Size", de: "Größe" }, values: swatchless("Small", "Large") },
        ],
        variants: [
          variant("VASE-SAND-S", ["sand", "small"], "20.00", 5),
          variant("VASE-SAND-L", ["sand", "large"], "30.00", 0),
          variant("VASE-MOSS-S", ["moss", "small"], "22.50", 3, {
            compareAtPrice: { GBP: "28.00", EUR: "33.60", USD: "35.00" },
            image: "vase-moss.webp",
          }),
          variant("VASE-INK-L", ["ink", "large"], "32.00", 0, { whenOutOfStock: "continue" }),
        ],
        images: [
          { file: "vase.webp", alt: { en: "A tall vase", de: "Eine hohe Vase" } },
          { file: "vase-moss.webp", alt: { en: "A moss vase", de: "Eine Vase in Moos" } },
        ],
        metafields: { "details.material": { en: "Stoneware", de: "Steinzeug" } },
        complementary: ["lamp"],
      },
    ),
    product(
      "lamp",
      { en: "Reading lamp", de: "Leselampe" },
      {
        productType: { en: "Lamps", de: "Leuchten" },
        vendor: "Lumen",
        tags: ["light", "gift"],
        publishedAt: "2026-02-01T09:00:00Z",
        variants: [variant("LAMP", [], "120.00", 4)],
      },
    ),
    product(
      "bowl",
      { en: "Deep bowl", de: "Tiefe Schale" },
      {
        tags: ["clay"],
        publishedAt: "2026-03-01T09:00:00Z",
        options: [{ name: { en: "Colour", de: "Farbe" }, values: colours }],
        variants: colours.map(({ handle }) => variant(`BOWL-${handle}`, [handle], "18.00", 0)),
      },
    ),
    product(
      "pattern-book",
      { en: "Pattern book", de: "Musterbuch" },
      {
        productType: same("Books"),
        vendor: "Kiln & Co",
        tags: ["digital"],
        publishedAt: "2026-04-01T09:00:00Z",
        variants: [variant("BOOK", [], "9.00", null, { requiresShipping: false, weightGrams: 0 })],
      },
    ),
  ],
  collections: [
    {
      handle: "ceramics",
      title: { en: "Ceramics", de: "Keramik" },
      descriptionHtml: same("<p>Fired twice.</p>"),
      image: null,
      products: ["vase", "bowl"],
    },
    {
      handle: "everything",
      title: { en: "Everything", de: "Alles" },
      descriptionHtml: same("<p>All.</p>"),
      image: { file: "vase.webp", alt: same("vase") },
      products: ["lamp", "vase", "bowl", "pattern-book"],
    },
  ],
  menus: [
    {
      handle: "main-menu",
      title: same("Main"),
      items: [
        { title: { en: "Ceramics", de: "Keramik" }, target: "collection:ceramics" },
        { title: { en: "About", de: "Über uns" }, target: "page:about" },
        { title: same("Search"), target: "/search" },
      ],
    },
  ],
  pages: [
    {
      handle: "about",
      title: { en: "About", de: "Über uns" },
      bodyHtml: { en: "<p>We fire clay.</p>", de: "<p>Wir brennen Ton.</p>" },
      seo: { title: same("About"), description: same("About") },
    },
  ],
  discounts: [
    {
      code: "welcome10",
      title: "Welcome",
      value: { kind: "percentage", percent: 10 },
      minimumSubtotal: null,
      collections: null,
      startsAt: "2026-01-01T00:00:00Z",
      endsAt: null,
      usageLimit: null,
      oncePerCustomer: false,
      combinesWith: { product: false, order: false, shipping: true },
    },
  ],
  giftCards: [{ code: "GIFTGIFTGIFT0001", balance: "25.00", currency: "GBP" }],
  deliveryZones: [
    { name: "United Kingdom", countries: ["GB"], currency: "GBP", rates: [] },
    { name: "Germany", countries: ["DE"], currency: "EUR", rates: [] },
    { name: "United States", countries: ["US"], currency: "USD", rates: [] },
  ],
};
