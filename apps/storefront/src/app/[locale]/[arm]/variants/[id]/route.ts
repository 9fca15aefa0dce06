import { StorefrontError, variantGid, type VariantStatus } from "@evertill/catalog";
import { formatMoney, type Locale, localeTag } from "@evertill/money";
import { answerJson, cartMeans } from "../../../../../cart/cart-request.ts";
import type { LiveVariant } from "../../../../../shop/live-variant.ts";
import { stockWords } from "../../../../../shop/stock-words.ts";
import type { Words } from "../../../../../words/english.ts";

type Params = { readonly params: Promise<{ readonly locale: string; readonly id: string }> };

/** The same for every shopper of a locale, and true for as long as it takes to look at a page. Never longer: 0 is no grace. */
const live = { "cache-control": "max-age=0, s-maxage=5, stale-while-revalidate=0" } as const;

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const means = await cartMeans(request, { params });
  if (means === null) return answerJson({ problem: "No such locale" }, 404);
  const { id } = await params;
  const readAt = Date.now();
  try {
    const status = await means.catalog.getVariantStatus(variantGid(id), means.context);
    if (status === null) return answerJson({ problem: "No such variant" }, 404);
    const now = { ...toLive(status, means.context.locale, means.words), readAt };
    return Response.json(now, { headers: live });
  } catch (error) {
    if (!(error instanceof StorefrontError)) throw error;
    return answerJson({ problem: "The shop does not answer" }, 503);
  }
}

function toLive(status: VariantStatus, locale: Locale, words: Words): Omit<LiveVariant, "readAt"> {
  const tag = localeTag(locale);
  return {
    price: formatMoney(status.price, tag),
    compareAtPrice: status.compareAtPrice && formatMoney(status.compareAtPrice, tag),
    availableForSale: status.availableForSale,
    ...stockWords(status, words),
  };
}
