/** What the server tells the page about its surroundings. */
export type PageSettings = {
  readonly shopOrigin: string;
  readonly publishableKey: string;
  readonly release: string;
  /** Whether a service completes addresses as they are typed. */
  readonly suggestsAddresses: boolean;
};
