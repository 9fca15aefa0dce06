import { html } from "hono/html";
import type { ProductDocument, ShopDocument, VariantDocument } from "../shopify/model.ts";
import { type Html, table } from "./page.ts";

export function productsPage({
  products,
  variants,
  shop,
  saved,
  search = "",
}: {
  products: readonly ProductDocument[];
  variants: readonly VariantDocument[];
  shop: ShopDocument | undefined;
  saved: string | undefined;
  /** Shows only products and variants with these words in their names, or this SKU. */
  search?: string | undefined;
}): Html {
  const currencies = [...new Set(shop?.markets.map(({ currency }) => currency) ?? [])];
  const groups = products
    .map((product) => ({
      product,
      shown: variants.filter(
        (variant) => variant.productId === product.id && isMeant(search, product, variant),
      ),
    }))
    .filter(({ shown }) => shown.length > 0);
  const shown = groups.reduce((count, group) => count + group.shown.length, 0);
  const heads = ["Variant", "SKU", ...currencies, "Available", "Committed", ""];
  const rows = groups.flatMap((group) => [
    html`<tr>
      <th class="group" scope="rowgroup" colspan="${heads.length}">${group.product.title.en}</th>
    </tr>`,
    ...group.shown.map((variant) => row({ product: group.product, variant, currencies, saved, search })),
  ]);
  const nothing =
    variants.length === 0
      ? "The shop is empty: run npm run sandbox:reset."
      : `Nothing is called “${search}”.`;
  return html` <p>
      Prices and stock as the shop holds them. Save a row, and the change is there at once and told by
      webhook.
    </p>
    <form class="row" method="get" action="/control" role="search">
      <label>Product, variant or SKU <input type="search" name="search" value="${search}" /></label>
      <button>Show</button>
      ${search === "" ? "" : html`<a href="/control">Show all</a>`}
      <span class="hint">${shown} of ${variants.length} variants</span>
    </form>
    ${table(heads, rows, nothing)}`;
}

function isMeant(search: string, product: ProductDocument, variant: VariantDocument): boolean {
  const text = `${product.title.en} ${nameOf(product, variant)} ${variant.sku ?? ""}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function nameOf({ options }: ProductDocument, { optionValueIds }: VariantDocument): string {
  return (
    options
      .map(({ values }, index) => values.find(({ id }) => id === optionValueIds[index])?.name.en)
      .join(" / ") || "–"
  );
}

function row({
  product,
  variant,
  currencies,
  saved,
  search,
}: {
  product: ProductDocument;
  variant: VariantDocument;
  currencies: readonly string[];
  saved: string | undefined;
  search: string;
}): Html {
  const form = `edit-${variant.id}`;
  const name = nameOf(product, variant);
  const { tracked, onHand, committed } = variant.inventory;
  const label = (what: string) => `${what} of ${product.title.en} ${name}`;
  return html`<tr id="${variant.id}">
    <td>${name}</td>
    <td><code>${variant.sku ?? ""}</code></td>
    ${currencies.map((currency) => html`<td><input form="${form}" name="price.${currency}" aria-label="${label(currency)}" value="${variant.price[currency] ?? ""}" inputmode="decimal" size="7" /></td>`)}
    <td>
      ${tracked ? html`<input form="${form}" type="number" name="available" aria-label="${label("Stock")}" value="${onHand - committed}" />` : "not tracked"}
    </td>
    <td class="number">${committed}</td>
    <td>
      <form id="${form}" method="post" action="/control/variants/${variant.id}">
        <input type="hidden" name="search" value="${search}" /><button class="quiet">Save</button
        >${saved === variant.id ? html` <span class="state good">Saved</span>` : ""}
      </form>
    </td>
  </tr>`;
}
