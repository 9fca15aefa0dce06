import { moneySchema } from "@evertill/money";
import { z } from "zod";

/** One product in an event. Ids are the shop's own global ids without their prefix: product "123", variant "456". */
export const eventItemSchema = z.object({
  productId: z.string().min(1),
  variantId: z.string().min(1),
  sku: z.string().nullable(),
  title: z.string(),
  quantity: z.int().positive(),
  /** Price of one, in minor units of the event's currency. */
  unitPriceMinor: z.int().nonnegative(),
});

const touchSchema = z.object({
  at: z.iso.datetime(),
  landingPath: z.string().max(500),
  referrerHost: z.string().max(200).nullable(),
  utmSource: z.string().max(200).optional(),
  utmMedium: z.string().max(200).optional(),
  utmCampaign: z.string().max(200).optional(),
  utmTerm: z.string().max(200).optional(),
  utmContent: z.string().max(200).optional(),
  gclid: z.string().max(500).optional(),
  fbclid: z.string().max(500).optional(),
  msclkid: z.string().max(500).optional(),
});

/** Reads a touch that somebody else kept; null where it is none, for it must not cost the event it belongs to. */
export function touchOf(kept: unknown): z.infer<typeof touchSchema> | null {
  return touchSchema.safeParse(kept).data ?? null;
}

/** What every event carries. */
const envelope = {
  /** UUID made when the event happened; the same event sent twice keeps it. */
  id: z.uuid(),
  version: z.literal(1),
  occurredAt: z.iso.datetime(),
  /** Null in visitor and session until the shopper agreed to analytics. */
  consent: z.enum(["unknown", "denied", "granted"]),
  visitorId: z.uuid().nullable(),
  sessionId: z.uuid().nullable(),
  locale: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The build that was shown, and the experiment arm the page was rendered for ("0" when there are none). */
  release: z.string(),
  arm: z.string(),
  page: z.object({ path: z.string().max(500) }),
  firstTouch: touchSchema.nullable(),
  lastTouch: touchSchema.nullable(),
};

const items = z.array(eventItemSchema).min(1).max(250);

/** The funnel, in the names of GA4's recommended events. `purchase` is written by the server only. */
export const trackingEventSchema = z
  .discriminatedUnion("name", [
    z.object({ ...envelope, name: z.literal("view_item_list"), listId: z.string(), items }),
    z.object({ ...envelope, name: z.literal("view_item"), value: moneySchema, items }),
    z.object({ ...envelope, name: z.literal("add_to_cart"), value: moneySchema, items }),
    z.object({ ...envelope, name: z.literal("view_cart"), value: moneySchema, items }),
    z.object({ ...envelope, name: z.literal("begin_checkout"), value: moneySchema, items }),
    z.object({
      ...envelope,
      name: z.literal("add_shipping_info"),
      value: moneySchema,
      items,
      shippingTier: z.string(),
    }),
    z.object({
      ...envelope,
      name: z.literal("add_payment_info"),
      value: moneySchema,
      items,
      paymentType: z.string(),
    }),
    z.object({
      ...envelope,
      name: z.literal("purchase"),
      transactionId: z.string().min(1),
      value: moneySchema,
      tax: moneySchema,
      shipping: moneySchema,
      coupon: z.string().nullable(),
      items,
    }),
  ])
  .refine((event) => event.consent === "granted" || (event.visitorId === null && event.sessionId === null), {
    error: "visitorId and sessionId must be null until consent is granted",
    path: ["consent"],
  });

export type TrackingEvent = z.infer<typeof trackingEventSchema>;
export type EventItem = z.infer<typeof eventItemSchema>;
