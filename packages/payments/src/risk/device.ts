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
    foreignTimeZone:
      told && billingCountry !== null ? isForeign(told.timeZoneOffset, billingCountry, at) : null,
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

/** Whether no zone of the country has this offset on that day; `offsetMinutes` as JavaScript's `getTimezoneOffset` counts it. */
function isForeign(offsetMinutes: number, country: string, at: Date): boolean | null {
  const zones = zonesOf(country);
  return zones.length === 0 ? null : zones.every((zone) => offsetOf(zone, at) !== offsetMinutes);
}

/** Node 24 has it, and the libraries that packages are compiled with not yet. */
type KnowsZones = { getTimeZones(): readonly string[] | undefined };

function zonesOf(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  return (new Intl.Locale(`und-${country}`) as Intl.Locale & KnowsZones).getTimeZones() ?? [];
}

/** Minutes that a zone lies behind UTC. */
function offsetOf(timeZone: string, at: Date): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const written = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(written) ?? [];
  const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
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
