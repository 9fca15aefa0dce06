import { expect, test } from "vitest";
import type { AdyenInstrument } from "../payment-method.ts";
import { deviceFacts, type SeenBrowser } from "./device.ts";

const winter = new Date("2026-11-21T12:00:00Z");
const summer = new Date("2026-07-21T12:00:00Z");
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

function told(changes: Partial<AdyenInstrument["browserInfo"]> = {}): AdyenInstrument {
  const part = "adyenjs_0_1_25";
  return {
    provider: "adyen",
    card: {
      encryptedCardNumber: part,
      encryptedExpiryMonth: part,
      encryptedExpiryYear: part,
      encryptedSecurityCode: part,
    },
    browserInfo: {
      acceptHeader: "*/*",
      colorDepth: 24,
      javaEnabled: false,
      language: "de-DE",
      screenHeight: 1080,
      screenWidth: 1920,
      timeZoneOffset: -60,
      userAgent: firefox,
      ...changes,
    },
  };
}

function seen(changes: Partial<SeenBrowser> = {}): SeenBrowser {
  return {
    shopper: { ip: "203.0.113.7", userAgent: firefox, languages: "de-DE,de;q=0.9,en;q=0.5" },
    instrument: told(),
    languageTag: "de-DE",
    billingCountry: "DE",
    at: winter,
    ...changes,
  };
}

test("an ordinary browser stands out by nothing", () => {
  expect(deviceFacts(seen())).toEqual({
    automated: false,
    disguised: false,
    foreignTimeZone: false,
    foreignLanguage: false,
  });
});

test("what is not told is not known", () => {
  const nothing = seen({
    shopper: {},
    instrument: { provider: "stripe", confirmationToken: "ctoken_1" },
    languageTag: undefined,
    billingCountry: null,
  });
  expect(deviceFacts(nothing)).toEqual({
    automated: null,
    disguised: null,
    foreignTimeZone: null,
    foreignLanguage: null,
  });
});

test.each([
  ["curl/8.5.0", true],
  ["python-requests/2.32", true],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/150.0.0.0", true],
  ["okhttp/4.12.0", true],
  ["node", true],
  ["PostmanRuntime/7.43", true],
  ["  ", true],
  [firefox, false],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edge Nodejsless", false],
])("a browser that calls itself %j is a script: %s", (userAgent, automated) => {
  expect(deviceFacts(seen({ shopper: { userAgent } })).automated).toBe(automated);
});

test("a request without any name is a script's, where the request was seen at all", () => {
  expect(deviceFacts(seen({ shopper: { ip: "203.0.113.7" } })).automated).toBe(true);
});

test("a browser that tells the page another name than our server is disguised", () => {
  expect(deviceFacts(seen({ instrument: told({ userAgent: "Mozilla/5.0 (iPhone)" }) })).disguised).toBe(true);
  expect(deviceFacts(seen({ shopper: {} })).disguised).toBeNull();
});

test.each([
  ["DE", winter, -60, false],
  ["DE", winter, -120, true],
  ["DE", winter, 60, true],
  ["DE", summer, -120, false],
  ["DE", summer, -60, true],
  ["GB", winter, 0, false],
  ["GB", winter, -60, true],
  ["IN", winter, -330, false],
  ["IN", winter, -300, true],
  ["US", winter, 300, false],
  ["US", winter, 480, false],
  ["US", winter, -60, true],
  ["CA", winter, 210, false],
  ["ZZ", winter, 0, null],
  ["de", winter, 60, null],
  ["DEU", winter, 60, null],
] as const)(
  "billed to %s on %o, a clock %i minutes behind UTC is foreign: %s",
  (country, at, offset, foreign) => {
    const clock = told({ timeZoneOffset: offset });
    expect(deviceFacts(seen({ instrument: clock, billingCountry: country, at })).foreignTimeZone).toBe(
      foreign,
    );
  },
);

test.each([
  ["en-GB,en;q=0.8", "en-us", false],
  ["EN", "en-gb", false],
  ["fr-FR, fr;q=0.9 , de;q=0.1", "de-de", false],
  ["zh-CN,zh;q=0.9", "de-DE", true],
  ["den", "de-DE", true],
  ["*", "de-DE", null],
  ["zh, *;q=0.1", "de-DE", null],
  ["", "de-DE", null],
  [" , ;q=1", "de-DE", null],
  [undefined, "de-DE", null],
  ["de", undefined, null],
])("languages %j on a page in %j are foreign: %s", (languages, languageTag, foreign) => {
  expect(deviceFacts(seen({ shopper: { languages }, languageTag })).foreignLanguage).toBe(foreign);
});
