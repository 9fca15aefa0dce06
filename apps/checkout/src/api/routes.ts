import type { ContinueResult, PlaceOrderResult, Till } from "@evertill/checkout";
import {
  actionResultSchema,
  addressSchema,
  contactSchema,
  filled,
  payRequestSchema,
  providerSchema,
} from "@evertill/checkout/api";
import { z } from "zod";
import { answerChange, answerPayment, answerStart, json } from "./answer.ts";
import { readBody } from "./body.ts";
import { cartInCookie, forgetCart } from "./cart-cookie.ts";
import { readIdempotencyKey } from "./idempotency-key.ts";
import { problem } from "./problem.ts";

const startSchema = z.object({ cartId: filled(500, "Name a cart"), locale: filled(12, "Name a locale") });
const deliverySchema = z.object({ address: addressSchema, acceptChange: z.boolean().optional() });
const optionSchema = z.object({ handle: filled(500, "Name a way of delivery") });
const billingSchema = z.object({ address: addressSchema.nullable() });
const codesSchema = z.object({ codes: z.array(filled(100, "Enter a code")).max(10) });
const continueSchema = z.object({
  attemptId: filled(200, "Name an attempt"),
  result: actionResultSchema.optional(),
});
const giveUpSchema = z.object({ attemptId: filled(200, "Name an attempt") });

/**
 * One function per address of the contract: parse, ask the till, translate its answer. None of them knows Next. `countryHeader`:
 * where an edge of ours writes down in which country a caller is.
 */
export function checkoutRoutes(till: Till, countryHeader?: string) {
  /** What is paid takes its cart's cookie away, and not that of a cart which was begun since. */
  async function told(
    { headers }: Request,
    token: string,
    result: PlaceOrderResult | ContinueResult,
  ): Promise<Response> {
    const isPaid = result.kind === "answered" && result.result.kind === "paid";
    const cartId = isPaid ? cartInCookie(headers) : null;
    const isItsCart = cartId !== null && cartId === (await till.cartOf(token));
    return answerPayment(result, isItsCart ? forgetCart() : {});
  }

  return {
    start: async (request: Request): Promise<Response> => {
      const body = await readBody(request, startSchema);
      return body.kind === "refused" ? body.response : answerStart(await till.startCheckout(body.value));
    },
    view: async (token: string): Promise<Response> => {
      const checkout = await till.viewCheckout(token);
      return checkout === null ? problem("not-found") : json(checkout);
    },
    contact: async (request: Request, token: string): Promise<Response> => {
      const body = await readBody(request, contactSchema);
      if (body.kind === "refused") return body.response;
      return answerChange(await till.setContact(token, body.value));
    },
    deliveryAddress: async (request: Request, token: string): Promise<Response> => {
      const body = await readBody(request, deliverySchema);
      if (body.kind === "refused") return body.response;
      return answerChange(await till.setDeliveryAddress(token, body.value));
    },
    deliveryOption: async (request: Request, token: string): Promise<Response> => {
      const body = await readBody(request, optionSchema);
      if (body.kind === "refused") return body.response;
      return answerChange(await till.chooseDeliveryOption(token, body.value.handle));
    },
    billingAddress: async (request: Request, token: string): Promise<Response> => {
      const body = await readBody(request, billingSchema);
      if (body.kind === "refused") return body.response;
      return answerChange(await till.setBillingAddress(token, body.value.address));
    },
    discountCodes: async (request: Request, token: string): Promise<Response> => {
      const body = await readBody(request, codesSchema);
      if (body.kind === "refused") return body.response;
      return answerChange(await till.setDiscountCodes(token, body.value.codes));
    },
    addressSuggestions: async (request: Request): Promise<Response> => {
      const query = new URL(request.url).searchParams;
      const typed = (query.get("typed") ?? "").trim().slice(0, 120);
      const country = query.get("country") ?? "";
      if (typed.length < 3 || !/^[A-Z]{2}$/.test(country)) return json({ suggestions: [] });
      return json({ suggestions: await till.suggestAddresses(typed, country) });
    },
    pay: async (request: Request, token: string): Promise<Response> => {
      const key = readIdempotencyKey(request.headers);
      if (key.kind === "refused") return key.response;
      const body = await readBody(request, payRequestSchema);
      if (body.kind === "refused") return body.response;
      const shopper = shopperOf(request.headers, countryHeader);
      return told(request, token, await till.placeOrder(token, body.value, key.key, shopper));
    },
    continuePayment: async (request: Request, token: string): Promise<Response> => {
      const body = await readBody(request, continueSchema);
      if (body.kind === "refused") return body.response;
      const { attemptId, result } = body.value;
      return told(request, token, await till.continuePayment(token, attemptId, result));
    },
    giveUp: async (request: Request, token: string): Promise<Response> => {
      const body = await readBody(request, giveUpSchema);
      return body.kind === "refused" ? body.response : told(request, token, await till.giveUp(token));
    },
    paymentMethods: async (request: Request, token: string): Promise<Response> => {
      const named = new URL(request.url).searchParams.getAll("without");
      const without = named.flatMap((name) => providerSchema.safeParse(name).data ?? []);
      const offered = await till.offeredMethods(token, without);
      return offered === null ? problem("not-found") : json(offered);
    },
    order: async (token: string): Promise<Response> => {
      const order = await till.viewOrder(token);
      return order === null ? problem("not-found") : json(order);
    },
  };
}

/** What the providers' risk engines ask for. The address is what the front door wrote down of the caller. */
function shopperOf(headers: Headers, countryHeader: string | undefined) {
  const [ip] = (headers.get("x-forwarded-for") ?? "").split(",");
  const country = countryHeader === undefined ? "" : (headers.get(countryHeader) ?? "").toUpperCase();
  return {
    ip: ip?.trim() || undefined,
    userAgent: headers.get("user-agent") ?? undefined,
    acceptHeader: headers.get("accept") ?? undefined,
    languages: headers.get("accept-language") ?? undefined,
    // Edges write XX, and Cloudflare T1 for Tor, where they do not know.
    country: /^[A-Z]{2}$/.test(country) && country !== "XX" ? country : undefined,
  };
}

export type CheckoutRoutes = ReturnType<typeof checkoutRoutes>;
