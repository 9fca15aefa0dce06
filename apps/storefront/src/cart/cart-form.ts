import { StorefrontError } from "@evertill/catalog";
import type { Words } from "../words/english.ts";
import { readCartCookie, writeCartCookie } from "./cart-cookie.ts";
import {
  answerJson,
  cartMeans,
  cartPage,
  type CartRouteParams,
  isFromElsewhere,
  seeOther,
} from "./cart-request.ts";
import { changeShopperCart, type WantedChanges } from "./shopper-cart.ts";

/** What the cart page may be asked to explain after a form. */
export type FormProblem = "stock" | "gone" | "unreachable" | "form";

/**
 * Answers a plain form with a redirect to the cart page, so that the cart works without any script. `read` understands
 * the form, or gives null when it makes no sense.
 */
export async function answerCartForm(
  request: Request,
  route: CartRouteParams,
  read: (form: FormData) => WantedChanges | null,
): Promise<Response> {
  if (isFromElsewhere(request)) return answerJson({ problem: "Requests from other sites are refused" }, 403);
  const means = await cartMeans(request, route);
  if (means === null) return answerJson({ problem: "No such locale" }, 404);
  const { locale } = means.context;
  const wanted = read(await request.formData());
  if (wanted === null) return seeOther(cartPage(locale, "form"));
  try {
    const { cart, problems } = await changeShopperCart(await readCartCookie(), wanted, means);
    await writeCartCookie(cart?.id ?? null);
    return seeOther(cartPage(locale, toFormProblem(wanted, problems, means.words)));
  } catch (error) {
    if (!(error instanceof StorefrontError)) throw error;
    return seeOther(cartPage(locale, "unreachable"));
  }
}

/** A code that does not apply is told beside the code itself. */
function toFormProblem(
  { discountCodes }: WantedChanges,
  problems: readonly string[],
  { problems: words }: Words,
): FormProblem | undefined {
  if (problems.length === 0) return undefined;
  if (problems.includes(words.gone)) return "gone";
  return discountCodes === undefined ? "stock" : undefined;
}

/** A whole number of at least `min` from a form field; null when it is none. */
export function readQuantity(field: FormDataEntryValue | null, min: number): number | null {
  const quantity = typeof field === "string" && /^\d{1,6}$/.test(field.trim()) ? Number(field) : Number.NaN;
  return quantity >= min ? quantity : null;
}
