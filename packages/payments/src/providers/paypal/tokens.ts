import type { OAuthToken } from "@paypal/paypal-server-sdk";

/** A token is renewed this long before it ends. */
const earlySeconds = 60;

/**
 * The access token of one client, for as long as PayPal takes it. The SDK (2.5) keeps one too, but when fetching it has failed
 * once it repeats that failure for ever, and it never learns that PayPal has dropped a token before its time.
 */
export class Tokens {
  readonly #fetch: () => Promise<OAuthToken>;
  #kept: OAuthToken | null = null;

  constructor(fetch: () => Promise<OAuthToken>) {
    this.#fetch = fetch;
  }

  /** Rejects with what fetching failed with; the next call tries again. */
  async current(): Promise<string> {
    if (this.#kept === null || isEnding(this.#kept)) this.#kept = await this.#fetch();
    return this.#kept.accessToken;
  }

  /** PayPal refused it. One that was fetched meanwhile stays. */
  forget(accessToken: string): void {
    if (this.#kept?.accessToken === accessToken) this.#kept = null;
  }
}

function isEnding({ expiry }: OAuthToken): boolean {
  return expiry !== undefined && Number(expiry) - earlySeconds <= Date.now() / 1_000;
}
