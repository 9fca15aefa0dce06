import { moneySchema } from "@evertill/money";
import { z } from "zod";
import { filled, line } from "./text.ts";

export { filled, line } from "./text.ts";

/**
 * The versioned HTTP contract of the till, under `/checkout/api/v1`. The checkout page and the routes both import it.
 *
 *   POST   /checkouts                          {cartId, locale}          → CheckoutView (made once per cart)
 *   GET    /checkouts/:token                                             → CheckoutView
 *   PUT    /checkouts/:token/contact           Contact                   → CheckoutView
 *   PUT    /checkouts/:token/delivery-address  {address, acceptChange?}  → CheckoutView, or 409 with `change`
 *   PUT    /checkouts/:token/delivery-option   {handle}                  → CheckoutView
 *   PUT    /checkouts/:token/billing-address   {address | null}          → CheckoutView (null: same as delivery)
 *   PUT    /checkouts/:token/discount-codes    {codes}                   → CheckoutView
 *   POST   /checkouts/:token/pay               PayRequest, Idempotency-Key → PayResult
 *   GET    /checkouts/:token/payment-methods?without                     → OfferedMethods (asked before the shopper types)
 *   POST   /checkouts/:token/payment/continue  {attemptId, result?}      → PayResult (after a challenge, or to ask again)
 *   POST   /checkouts/:token/payment/give-up   {attemptId}               → PayResult (the shopper closed what was asked of them)
 *   GET    /address-suggestions?typed&country                            → {suggestions: SuggestedPlace[]}, empty when nobody knows
 *   GET    /orders/:token                                                → OrderView
 *
 * Failures are RFC 9457 problem documents ({@link problemSchema}).
 */
export const addressSchema = z.object({
  firstName: line(60),
  lastName: filled(60, "Enter a last name"),
  company: line(80).optional(),
  address1: filled(120, "Enter a street and number"),
  address2: line(120).optional(),
  city: filled(80, "Enter a town or city"),
  /** ISO 3166-2 subdivision without the country ("CA"), where the country's addresses have one. */
  zone: line(10).optional(),
  postcode: line(16).optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  phone: line(32).optional(),
});
export type Address = z.infer<typeof addressSchema>;

/** A place as a look-up service knows it: who lives there is typed. */
export const suggestedPlaceSchema = addressSchema.omit({
  firstName: true,
  lastName: true,
  company: true,
  phone: true,
});
export type SuggestedPlace = z.infer<typeof suggestedPlaceSchema>;

export const contactSchema = z.object({
  email: z.email("Enter an email address such as name@example.com").max(254),
  phone: line(32).optional(),
  acceptsMarketing: z.boolean().default(false),
});
export type Contact = z.infer<typeof contactSchema>;

const discountAllocationSchema = z.object({ title: z.string(), amount: moneySchema });

export const checkoutLineSchema = z.object({
  id: z.string(),
  /** Numeric ids of the shop as strings, without `gid://shopify/…/`: what events name. */
  productId: z.string(),
  variantId: z.string(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  image: z.object({ url: z.string(), alt: z.string() }).nullable(),
  quantity: z.int().positive(),
  unitPrice: moneySchema,
  subtotal: moneySchema,
  discounts: z.array(discountAllocationSchema),
  total: moneySchema,
  requiresShipping: z.boolean(),
});

export const taxSchema = z.object({
  /** True where prices already contain the tax (EU, UK); false where it is added (US). */
  included: z.boolean(),
  lines: z.array(z.object({ title: z.string(), ratePercent: z.string(), amount: moneySchema })),
  total: moneySchema,
});

export const quoteSchema = z.object({
  id: z.string(),
  quotedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  total: moneySchema,
});

/** What the page should tell the shopper beside the form; each has plain words in the shopper's language. */
export const noticeSchema = z.object({
  kind: z.enum([
    "stock-reduced",
    "price-changed",
    "code-not-applicable",
    "code-expired",
    "gift-card-refused",
    "cart-changed",
    "shop-silent",
  ]),
  message: z.string(),
});

/** Providers as the page names them. */
export const providerSchema = z.enum(["stripe", "adyen", "paypal"]);
export type Provider = z.infer<typeof providerSchema>;

/** How this checkout may be paid now: whose card fields to mount, best first, and whether PayPal stands beside them. */
export const offeredMethodsSchema = z.object({ cards: z.array(providerSchema), paypal: z.boolean() });
export type OfferedMethods = z.infer<typeof offeredMethodsSchema>;

const required = { kind: z.literal("action-required"), attemptId: z.string() };
/** What the provider's script in the browser has to do next, in the provider's own words. */
const actionRequiredSchema = z.discriminatedUnion("provider", [
  z.object({ ...required, provider: z.literal("stripe"), clientSecret: z.string() }),
  z.object({ ...required, provider: z.literal("adyen"), action: z.record(z.string(), z.unknown()) }),
  z.object({ ...required, provider: z.literal("paypal"), orderId: z.string() }),
]);
export type ActionRequired = z.infer<typeof actionRequiredSchema>;

export const paymentViewSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("not-started") }),
  z.object({ kind: z.literal("not-needed") }),
  actionRequiredSchema,
  z.object({ kind: z.literal("confirming"), attemptId: z.string(), since: z.iso.datetime() }),
  z.object({ kind: z.literal("declined"), message: z.string() }),
  z.object({ kind: z.literal("paid"), orderToken: z.string(), orderNumber: z.string() }),
]);

export const checkoutViewSchema = z.object({
  token: z.string(),
  /** Path of the locale, "de-de". */
  locale: z.string(),
  currency: z.string(),
  state: z.enum(["open", "completing", "completed", "expired"]),
  /** Why it cannot go on to be paid; null while it can. */
  stopped: z.enum(["expired", "cart-empty", "cart-gone"]).nullable().default(null),
  lines: z.array(checkoutLineSchema),
  needsDelivery: z.boolean(),
  /** Countries that can be delivered to, ISO 3166-1 alpha-2, the locale's own first. */
  deliveryCountries: z.array(z.string()),
  contact: contactSchema.nullable(),
  deliveryAddress: addressSchema.nullable(),
  deliveryOptions: z.array(
    z.object({
      handle: z.string(),
      title: z.string(),
      description: z.string().nullable(),
      price: moneySchema,
      /** After its discounts, which the shop names for the chosen option only. */
      total: moneySchema,
    }),
  ),
  chosenDeliveryOption: z.string().nullable(),
  /** Null: the same as the delivery address. */
  billingAddress: addressSchema.nullable(),
  discountCodes: z.array(z.object({ code: z.string(), applicable: z.boolean() })),
  subtotal: moneySchema,
  discountTotal: moneySchema,
  deliveryTotal: moneySchema.nullable(),
  tax: taxSchema.nullable(),
  total: moneySchema,
  /** Made when everything that decides the price is known; paying needs one. */
  quote: quoteSchema.nullable(),
  notices: z.array(noticeSchema),
  payment: paymentViewSchema,
});
export type CheckoutView = z.infer<typeof checkoutViewSchema>;

/** As adyen-web encrypts it: some 600 characters, and room for longer keys. */
const encrypted = z.string().min(1).max(4_000);
/** What the browser hands over; a reference into a provider's vault or its encryption, never a card number. */
export const instrumentSchema = z.discriminatedUnion("provider", [
  z.object({ provider: z.literal("stripe"), confirmationToken: z.string().regex(/^ctoken_\w+$/) }),
  z.object({
    provider: z.literal("adyen"),
    card: z.object({
      encryptedCardNumber: encrypted,
      encryptedExpiryMonth: encrypted,
      encryptedExpiryYear: encrypted,
      encryptedSecurityCode: encrypted,
      holderName: line(130).optional(),
      brand: line(40).optional(),
      last4: z
        .string()
        .regex(/^\d{4}$/)
        .optional(),
      bin: z
        .string()
        .regex(/^\d{6,8}$/)
        .optional(),
      expiry: z
        .string()
        .regex(/^\d{4}-\d{2}$/)
        .optional(),
    }),
    browserInfo: z.object({
      acceptHeader: line(2_000),
      colorDepth: z.int().min(0).max(100),
      javaEnabled: z.boolean(),
      javaScriptEnabled: z.boolean().optional(),
      language: line(40),
      screenHeight: z.int().min(0).max(100_000),
      screenWidth: z.int().min(0).max(100_000),
      timeZoneOffset: z.int().min(-1_440).max(1_440),
      userAgent: line(2_000),
    }),
  }),
  z.object({ provider: z.literal("paypal"), tap: filled(100, "Name the tap") }),
]);

/** What the browser brings back from an action, where its provider has something to bring. */
export const actionResultSchema = z.discriminatedUnion("provider", [
  z.object({
    provider: z.literal("adyen"),
    details: z.record(z.string().max(100), z.string().max(40_000)),
  }),
  z.object({ provider: z.literal("paypal"), orderId: filled(100, "Name the order") }),
]);
export type ActionResult = z.infer<typeof actionResultSchema>;

/** Where a visit came from, as the page kept it; carried on and never read here. */
const touchSchema = z.record(line(40), line(500).nullish());

export const payRequestSchema = z.object({
  quoteId: line(100),
  /** What the pay button said. It is compared, never trusted. */
  total: moneySchema.refine(({ amountMinor }) => amountMinor >= 0, "must not be below zero"),
  /** Null when the total is zero. */
  instrument: instrumentSchema.nullable(),
  /** For events that only the server may record. */
  tracking: z
    .object({
      visitorId: line(100).nullable(),
      sessionId: line(100).nullable(),
      consent: line(100),
      // What a browser has kept may be anything, and counting must not keep anybody from paying.
      firstTouch: touchSchema.nullish().catch(null),
      lastTouch: touchSchema.nullish().catch(null),
    })
    .optional(),
});
export type PayRequest = z.infer<typeof payRequestSchema>;

export const payResultSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("paid"), orderToken: z.string(), orderNumber: z.string() }),
  actionRequiredSchema,
  /** The outcome is not known yet: hold, ask `continue` again, never offer to pay anew. */
  z.object({ kind: z.literal("confirming"), attemptId: z.string() }),
  z.object({ kind: z.literal("declined"), message: z.string(), checkout: checkoutViewSchema }),
  /** The provider cannot now, and nobody declined: the page keeps everything and lets the shopper pay by another. */
  z.object({
    kind: z.literal("another-method-wanted"),
    provider: providerSchema,
    checkout: checkoutViewSchema,
  }),
  /** The shopper left what was asked of them: nothing can be taken any more, and the form is theirs again. */
  z.object({ kind: z.literal("given-up"), checkout: checkoutViewSchema }),
  /** Nothing was charged: the page shows `checkout`, names the difference and asks again. */
  z.object({
    kind: z.literal("changed"),
    reason: z.enum(["price", "stock", "code-expired", "cart", "delivery"]),
    message: z.string(),
    checkout: checkoutViewSchema,
  }),
]);
export type PayResult = z.infer<typeof payResultSchema>;

export const orderViewSchema = z.object({
  token: z.string(),
  number: z.string(),
  placedAt: z.iso.datetime(),
  locale: z.string(),
  email: z.string(),
  lines: z.array(checkoutLineSchema),
  deliveryAddress: addressSchema.nullable(),
  deliveryTitle: z.string().nullable(),
  subtotal: moneySchema,
  discountTotal: moneySchema,
  deliveryTotal: moneySchema,
  tax: taxSchema,
  total: moneySchema,
  payment: z.object({
    provider: z.string().nullable(),
    card: z
      .object({
        brand: z.string(),
        last4: z.string(),
        /** Null where the card was typed. */
        wallet: z.enum(["apple-pay", "google-pay"]).nullable(),
      })
      .nullable(),
  }),
});
export type OrderView = z.infer<typeof orderViewSchema>;

/** What delivering to another country changes; the shopper is asked before it happens. */
export const deliveryChangeSchema = z.object({
  country: z.string(),
  message: z.string(),
  /** Null: the currency stays. */
  currency: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** Lines whose price differs, and lines that cannot be sold there (`after` null: they would leave the cart). */
  lines: z.array(
    z.object({ id: z.string(), title: z.string(), before: moneySchema, after: moneySchema.nullable() }),
  ),
  /** False: nothing of the cart is sold there, so there is nothing to agree to. */
  acceptable: z.boolean().default(true),
});
export type DeliveryChange = z.infer<typeof deliveryChangeSchema>;

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Field errors by path ("address.postcode"), in the shopper's language. */
  fields: z.record(z.string(), z.string()).optional(),
  /** With 409 on the delivery address: an `acceptable` one is sent again with `acceptChange: true` once the shopper agreed. */
  change: deliveryChangeSchema.optional(),
});
export type Problem = z.infer<typeof problemSchema>;
