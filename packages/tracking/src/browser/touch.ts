import type { TrackingEvent } from "../event.ts";

export type Touch = NonNullable<TrackingEvent["firstTouch"]>;

const campaignParts = {
  utmSource: "utm_source",
  utmMedium: "utm_medium",
  utmCampaign: "utm_campaign",
  utmTerm: "utm_term",
  utmContent: "utm_content",
  gclid: "gclid",
  fbclid: "fbclid",
  msclkid: "msclkid",
} as const;
/** The lengths the contract allows. */
const campaignLengthMax = 200;
const pathLengthMax = 500;

/** Where a visit came from. Of a referrer only the host is kept, and one's own is none. */
export function readTouch({ address, referrer, now }: { address: URL; referrer: string; now: Date }): Touch {
  const parts = Object.entries(campaignParts).flatMap(([name, parameter]) => {
    const value = address.searchParams.get(parameter);
    return value ? [[name, value.slice(0, campaignLengthMax)]] : [];
  });
  return {
    at: now.toISOString(),
    landingPath: address.pathname.slice(0, pathLengthMax),
    referrerHost: foreignHost(referrer, address),
    ...(Object.fromEntries(parts) as Partial<Record<keyof typeof campaignParts, string>>),
  };
}

function foreignHost(referrer: string, address: URL): string | null {
  if (!URL.canParse(referrer)) return null;
  const { host } = new URL(referrer);
  return host === address.host || host === "" ? null : host;
}
