import type { MetafieldDocument } from "../../model.ts";

export type Attribute = { readonly key: string; readonly value: string };

/** One line as the shopper asked for it; its price is found anew each time. */
export type CartLineDocument = {
  readonly id: string;
  readonly variantId: string;
  /** 0 when its goods were sold out the last time the cart was changed. */
  readonly quantity: number;
  readonly attributes: readonly Attribute[];
  /** The line this one is an addition to. */
  readonly parentId: string | null;
};

export type PostalAddress = {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly provinceCode: string | null;
  readonly countryCode: string | null;
  readonly zip: string | null;
  readonly phone: string | null;
};

export type CartAddressDocument = {
  readonly id: string;
  readonly selected: boolean;
  readonly oneTimeUse: boolean;
  readonly address: PostalAddress;
};

export type BuyerIdentityDocument = {
  /** ISO 3166 code; fixes the currency of the whole cart. */
  readonly countryCode: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly customerId: string | null;
};

export type AppliedGiftCardDocument = { readonly id: string; readonly giftCardId: string };

export type CartMetafieldDocument = MetafieldDocument & { readonly createdAt: string };

/** A cart at rest. `id` is the token of its global id, `key` the secret that must come with it. */
export type CartDocument = {
  readonly id: string;
  readonly key: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly note: string;
  readonly attributes: readonly Attribute[];
  readonly buyerIdentity: BuyerIdentityDocument;
  /** The one added last comes first, as Shopify shows them. */
  readonly lines: readonly CartLineDocument[];
  /** As the shopper typed them. */
  readonly discountCodes: readonly string[];
  readonly giftCards: readonly AppliedGiftCardDocument[];
  readonly addresses: readonly CartAddressDocument[];
  /** The handle chosen for each delivery group. */
  readonly deliveryChoices: Readonly<Record<string, string>>;
  readonly metafields: readonly CartMetafieldDocument[];
};
