import type { PostalAddress } from "../cart/cart-document.ts";

/** A shopper who has an account at the shop. */
export type CustomerDocument = {
  readonly id: string;
  readonly email: string;
  /** scrypt, "salt:hash" in hexadecimal. */
  readonly passwordHash: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly acceptsMarketing: boolean;
  readonly tags: readonly string[];
  readonly addresses: readonly (PostalAddress & { readonly id: string })[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly accessTokens: readonly { readonly token: string; readonly expiresAt: string }[];
};
