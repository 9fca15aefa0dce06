import type { Instrument } from "../payment-method.ts";
import type { ShopperContext } from "../provider.ts";
import type { RiskFacts } from "./score-risk.ts";

/** What is seen of a browser without asking it for more than 3-D Secure does. */
export type SeenBrowser = {
  readonly shopper: ShopperContext;
  readonly instrument: Instrument;
  /** BCP 47 tag of the page ("de-DE"); absent: not told. */
  readonly languageTag: string | undefined;
  /** ISO 3166-1 alpha-2; null: not told. */
  readonly billingCountry: string | null;
  readonly at: Date;
};

/** Judges the browser by what it says of itself. Only Adyen's script tells its clock and what it calls itself in the page. */
export function deviceFacts(seen: SeenBrowser): RiskFacts["device"] {
  const { shopper, instrument, languageTag, billingCountry, at } = seen;
  const told = instrument.provider === "adyen" ? instrument.browserInfo : null;
  return {
    automated: isAutomated(shopper),
    disguised: told && shopper.userAgent !== undefined ? told.userAgent !== shopper.userAgent : null,
    foreignTimeZone: told && isForeign(told.timeZoneOffset, zonesOf(billingCountry), at),
    foreignLanguage: isForeignLanguage(shopper.languages, languageTag),
  };
}

/** How scripts that nobody told otherwise call themselves. */
const scripts =
  /headless|phantomjs|selenium|puppeteer|playwright|\b(curl|wget|python|java|go-http-client|node|undici|axios|okhttp|libwww-perl|postman\w*)\b/i;

/** Null where nothing was seen of the request. */
function isAutomated({ ip, userAgent }: ShopperContext): boolean | null {
  if (userAgent === undefined) return ip === undefined ? null : true;
  return userAgent.trim() === "" || scripts.test(userAgent);
}

/** Whether none of the zones has this offset on that day; `offsetMinutes` as JavaScript's `getTimezoneOffset` counts it. */
function isForeign(offsetMinutes: number, zones: readonly string[], at: Date): boolean | null {
  return zones.length === 0 ? null : zones.every((zone) => offsetOf(zone, at) !== offsetMinutes);
}

/** Node 24 has it, and the libraries that packages are compiled with not yet. */
type KnowsZones = { getTimeZones(): readonly string[] | undefined };

function zonesOf(country: string | null): readonly string[] {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return [];
  return (new Intl.Locale(`und-${country}`) as Intl.Locale & KnowsZones).getTimeZones() ?? [];
}

/** Minutes that a zone lies behind UTC. */
function offsetOf(timeZone: string, at: Date): number {
  const written = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).format(at);
  // "11/21/2026, GMT+05:30"; without figures it is UTC.
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d{2}):(\d{2})/.exec(written) ?? [];
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === "-" ? ahead : 0 - ahead;
}

/** `languages`: an Accept-Language header. */
function isForeignLanguage(languages: string | undefined, languageTag: string | undefined): boolean | null {
  const accepted = (languages ?? "")
    .split(",")
    .map((part) => primaryOf(part.split(";")[0] ?? ""))
    .filter(Boolean);
  if (accepted.length === 0 || accepted.includes("*") || languageTag === undefined) return null;
  return !accepted.includes(primaryOf(languageTag));
}

function primaryOf(tag: string): string {
  return (tag.trim().split("-")[0] ?? "").toLowerCase();
}
