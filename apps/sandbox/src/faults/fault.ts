import { z } from "zod";

/** The doors at which a fault can be switched on. */
export const faultTargets = [
  "shopify-storefront",
  "shopify-admin",
  "shopify-webhooks",
  "stripe-api",
  "stripe-webhooks",
  "stripe-js",
  "adyen-api",
  "adyen-webhooks",
  "adyen-js",
  "paypal-api",
  "paypal-webhooks",
  "paypal-js",
  "address-look-up",
] as const;

/**
 * How a door misbehaves. `refuse` closes the connection at once; `hang` never answers; `error` answers 500 without doing
 * the work; `throttle` answers as the vendor does when there are too many calls; `slow` waits `delayMs` and then works;
 * the `accept-then-…` ones do the work first, so the caller cannot know. `key-in-use` and `key-store-down` are
 * Adyen's 704 and 703, and the last three are for webhooks only.
 */
export const faultModes = [
  "refuse",
  "hang",
  "error",
  "throttle",
  "slow",
  "accept-then-hang",
  "accept-then-reset",
  "accept-then-error",
  "partial-body",
  "key-in-use",
  "key-store-down",
  "webhook-late",
  "webhook-twice",
  "webhook-lost",
] as const;

export const faultSchema = z.object({
  id: z.string(),
  target: z.enum(faultTargets),
  mode: z.enum(faultModes),
  /** Only calls whose operation contains this text: a GraphQL operation or field, or "POST /v1/payment_intents". Null: all. */
  operation: z.string().nullable(),
  delayMs: z.int().nonnegative().default(3_000),
  /** Switches itself off after so many calls. Null: stays on. */
  remaining: z.int().positive().nullable(),
});
export type Fault = z.infer<typeof faultSchema>;
