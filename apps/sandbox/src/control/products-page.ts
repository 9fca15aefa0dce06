import { html } from "hono/html";
import type { ProductDocument, ShopDocument, VariantDocument } from "../shopify/model.ts";
import { type Html, table } from "./page.ts";

export function productsPage({
  products,
  variants,
  shop,
  saved,
}: {
  products: readonly ProductDocument[];
  variants: readonly VariantDocument[];
  shop: ShopDocument | undefined;
  saved: string | undefined;
}): Html {
  const currencies = [...new Set(shop?.markets.map(({ currency }) => currency) ?? [])];
  const rows = products.flatMap((product) =>
    variants
      .filter(({ productId }) => productId === product.id)
      .map((variant) => row(product, variant, currencies, saved)),
  );
  return html` <p>Prices and stock as the shop holds them. A change is saved at once and told by webhook.</p>
    ${table(["Product", "Variant", "SKU", ...currencies, "Available", "Committed", ""], rows, "The shop is empty: run npm run sandbox:reset.")}`;
}

function row(
  product: ProductDocument,
  variant: VariantDocument,
  currencies: readonly string[],
  saved: string | undefined,
): Html {
  const form = `edit-${variant.id}`;
  const name =
    product.options
      .map(({ values }, index) => values.find(({ id }) => id === variant.optionValueIds[index])?.name.en)
      .join(" / ") || "–";
  const { tracked, onHand, committed } = variant.inventory;
  const label = (what: string) => `${what} of ${product.title.en} ${name}`;
  return html`<tr id="${variant.id}">
    <td>${product.title.en}</td>
    <td>${name}</td>
    <td><code>${variant.sku ?? ""}</code></td>
    ${currencies.map((currency) => html`<td><input form="${form}" name="price.${currency}" aria-label="${label(currency)}" value="${variant.price[currency] ?? ""}" inputmode="decimal" size="7" /></td>`)}
    <td>
      ${tracked ? html`<input form="${form}" type="number" name="available" aria-label="${label("Stock")}" value="${onHand - committed}" />` : "not tracked"}
    </td>
    <td class="number">${committed}</td>
    <td>
      <form id="${form}" method="post" action="/control/variants/${variant.id}">
        <button class="quiet">Save</button
        >${saved === variant.id ? html` <span class="state good">Saved</span>` : ""}
      </form>
    </td>
  </tr>`;
}
