import type { CoreConfiguration } from "@adyen/adyen-web";

/** Which Adyen the browser speaks to. */
export type AdyenBrowserSettings = {
  readonly clientKey: string;
  readonly environment: "test" | "live";
  /** ISO 3166-1 alpha-2 of the shopper. */
  readonly countryCode: string;
  /** BCP 47 tag of the page ("de-DE"). */
  readonly languageTag: string;
  /** Prefix of a stand-in's pages, ending in a slash; without it, Adyen's own. */
  readonly standInUrl?: string | undefined;
};

/** All four addresses are given, because each that is missing would be Adyen's own. */
export function environmentOf({
  clientKey,
  environment,
  countryCode,
  languageTag,
  standInUrl,
}: AdyenBrowserSettings) {
  const at = standInUrl;
  return {
    clientKey,
    environment,
    countryCode,
    locale: languageTag,
    analytics: { enabled: false },
    risk: { enabled: false },
    ...(at !== undefined && {
      _environmentUrls: { api: at, analytics: at, cdn: { images: at, translations: at } },
    }),
  } satisfies Partial<CoreConfiguration> & { readonly _environmentUrls?: object };
}

const pages = {
  test: "https://checkoutshopper-test.adyen.com/checkoutshopper/",
  live: "https://checkoutshopper-live.adyen.com/checkoutshopper/",
} as const;

/**
 * Rejects when nothing at all comes from where the fields' frames are: adyen-web itself notices that only after 30 s. Whatever
 * is answered will do.
 */
export async function reachFrames({ environment, standInUrl }: AdyenBrowserSettings): Promise<void> {
  await fetch(`${standInUrl ?? pages[environment]}images/logos/card.svg`, {
    mode: "no-cors",
    cache: "no-store",
  });
}
