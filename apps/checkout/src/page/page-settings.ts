/** What the server tells the page about its surroundings. */
export type PageSettings = {
  readonly shopOrigin: string;
  readonly publishableKey: string;
  readonly release: string;
};
