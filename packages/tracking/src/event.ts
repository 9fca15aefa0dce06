import { moneySchema } from "@evertill/money";
import { z } from "zod";
import { id, path, text } from "./text.ts";

/** One product in an event. Ids are the shop's own global ids without their prefix: product "123", variant "456". */
export const eventItemSchema = z.object({
  productId: id,
  variantId: id,
  sku: text(100).nullable(),
  title: text(300),
  quantity: z.int().positive(),
  /** Price of one, in minor units of the event's currency. */
  unitPriceMinor: z.int().nonnegative(),
});

const touchSchema = z.object({
  at: z.iso.datetime(),
  landingPath: path,
  referrerHost: text(200).nullable(),
  utmSource: text(200).optional(),
  utmMedium: text(200).optional(),
  utmCampaign: text(200).optional(),
  utmTerm: text(200).optional(),
  utmContent: text(200).optional(),
  gclid: text(500).optional(),
  fbclid: text(500).optional(),
  msclkid: text(500).optional(),
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
  locale: z.string().regex(/^[a-z]{2}-[a-z]{2}$/, "must be a locale such as en-gb"),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The build that was shown, and the experiment arm the page was rendered for ("0" when there are none). */
  release: text(100),
  arm: text(40),
  page: z.object({ path }),
  firstTouch: touchSchema.nullable(),
  lastTouch: touchSchema.nullable(),
};

const items = z.array(eventItemSchema).min(1).max(250);

/** The funnel, in the names of GA4's recommended events. `purchase` is written by the server only. */
export const trackingEventSchema = z
  .discriminatedUnion("name", [
    z.object({ ...envelope, name: z.literal("view_item_list"), listId: text(200), items }),
    z.object({ ...envelope, name: z.literal("view_item"), value: moneySchema, items }),
    z.object({ ...envelope, name: z.literal("add_to_cart"), value: moneySchema, items }),
    z.object({ ...envelope, name: z.literal("view_cart"), value: moneySchema, items }),
    z.object({ ...envelope, name: z.literal("begin_checkout"), value: moneySchema, items }),
    z.object({
      ...envelope,
      name: z.literal("add_shipping_info"),
      value: moneySchema,
      items,
      shippingTier: text(200),
    }),
    z.object({
      ...envelope,
      name: z.literal("add_payment_info"),
      value: moneySchema,
      items,
      paymentType: text(100),
    }),
    z.object({
      ...envelope,
      name: z.literal("purchase"),
      transactionId: text(100).min(1),
      value: moneySchema,
      tax: moneySchema,
      shipping: moneySchema,
      coupon: text(100).nullable(),
      items,
    }),
  ])
  .refine((event) => event.consent === "granted" || (event.visitorId === null && event.sessionId === null), {
    error: "visitorId and sessionId must be null until consent is granted",
    path: ["consent"],
  })
  .refine((event) => !("value" in event) || event.value.currency === event.currency, {
    error: "must be in the event's own currency",
    path: ["value"],
  });

export type TrackingEvent = z.infer<typeof trackingEventSchema>;
export type EventItem = z.infer<typeof eventItemSchema>;
