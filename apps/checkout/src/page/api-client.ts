import {
  type SuggestedPlace,
  suggestedPlaceSchema,
  type Address,
  type CheckoutView,
  checkoutViewSchema,
  type Contact,
  type PayResult,
  payResultSchema,
  type ActionResult,
  type OfferedMethods,
  offeredMethodsSchema,
  type Problem,
  type Provider,
  problemSchema,
} from "@evertill/checkout/api";
import { z } from "zod";
import type { PayDecision } from "../payment/pay-decision.ts";

/** What our own API said, or that nothing was heard of it. */
export type ApiAnswer<Value> =
  | { readonly kind: "ok"; readonly value: Value }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "lost" };

const deadlineMs = 25_000;
const suggestionsSchema = z.object({ suggestions: z.array(suggestedPlaceSchema) });

/** The till's HTTP API, for one checkout. No method throws. */
export function checkoutApi(token: string) {
  const root = `/checkout/api/v1/checkouts/${encodeURIComponent(token)}`;
  const put = (path: string, body: unknown): Promise<ApiAnswer<CheckoutView>> =>
    call(`${root}/${path}`, checkoutViewSchema, { method: "PUT", body });
  return {
    view: (): Promise<ApiAnswer<CheckoutView>> => call(root, checkoutViewSchema, { method: "GET" }),
    contact: (contact: Contact) => put("contact", contact),
    deliveryAddress: (address: Address, acceptChange: boolean) =>
      put("delivery-address", { address, acceptChange }),
    deliveryOption: (handle: string) => put("delivery-option", { handle }),
    billingAddress: (address: Address | null) => put("billing-address", { address }),
    discountCodes: (codes: readonly string[]) => put("discount-codes", { codes }),
    pay: ({ key, request }: PayDecision): Promise<ApiAnswer<PayResult>> =>
      call(`${root}/pay`, payResultSchema, { method: "POST", body: request, key }),
    continuePayment: (attemptId: string, result: ActionResult | null = null): Promise<ApiAnswer<PayResult>> =>
      call(`${root}/payment/continue`, payResultSchema, {
        method: "POST",
        body: { attemptId, ...(result !== null && { result }) },
      }),
    giveUp: (attemptId: string): Promise<ApiAnswer<PayResult>> =>
      call(`${root}/payment/give-up`, payResultSchema, { method: "POST", body: { attemptId } }),
    /** Null: nothing was heard. */
    paymentMethods: async (without: readonly Provider[]): Promise<OfferedMethods | null> => {
      const query = new URLSearchParams(without.map((provider) => ["without", provider])).toString();
      const answer = await call(`${root}/payment-methods?${query}`, offeredMethodsSchema, { method: "GET" });
      return answer.kind === "ok" ? answer.value : null;
    },
    suggest: async (typed: string, country: string): Promise<readonly SuggestedPlace[]> => {
      const query = new URLSearchParams({ typed, country }).toString();
      const path = `/checkout/api/v1/address-suggestions?${query}`;
      const answer = await call(path, suggestionsSchema, { method: "GET" });
      return answer.kind === "ok" ? answer.value.suggestions : [];
    },
  };
}

export type CheckoutApi = ReturnType<typeof checkoutApi>;

async function call<Value>(
  path: string,
  schema: z.ZodType<Value>,
  { method, body, key }: { method: string; body?: unknown; key?: string },
): Promise<ApiAnswer<Value>> {
  try {
    const response = await fetch(path, {
      method,
      cache: "no-store",
      signal: AbortSignal.timeout(deadlineMs),
      headers: {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(key !== undefined && { "idempotency-key": `"${key}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return read(response.ok, schema, await response.json());
  } catch {
    return { kind: "lost" };
  }
}

function read<Value>(ok: boolean, schema: z.ZodType<Value>, body: unknown): ApiAnswer<Value> {
  if (ok) {
    const result = schema.safeParse(body);
    return result.success ? { kind: "ok", value: result.data } : { kind: "lost" };
  }
  const result = problemSchema.safeParse(body);
  // A failure without a problem document is a proxy's or a crash's: what happened behind it is not known.
  return result.success && result.data.status < 500
    ? { kind: "problem", problem: result.data }
    : { kind: "lost" };
}
