/** What the server tells the page about its surroundings. */
export type PageSettings = {
  readonly shopOrigin: string;
  readonly providers: ProviderSettings;
  readonly release: string;
  /** Whether a service completes addresses as they are typed. */
  readonly suggestsAddresses: boolean;
};

/** What the providers' scripts need in the browser; nothing here is secret. Null: not there. */
export type ProviderSettings = {
  readonly stripe: {
    readonly publishableKey: string;
    /** Of a stand-in; without it, Stripe's own. */
    readonly scriptUrl: string | undefined;
  };
  readonly adyen: {
    readonly clientKey: string;
    readonly environment: "test" | "live";
    /** Of a stand-in; without it, Adyen's own. */
    readonly webUrl: string | undefined;
  } | null;
  readonly paypal: {
    readonly clientId: string;
    readonly isTest: boolean;
    /** Of a stand-in; without it, PayPal's own. */
    readonly scriptUrl: string | undefined;
  } | null;
};
