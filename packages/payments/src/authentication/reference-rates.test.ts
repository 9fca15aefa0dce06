import { currency, money } from "@evertill/money";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { silentLog } from "../payment-log.ts";
import { decideAuthentication } from "./decide-authentication.ts";
import { parseReferenceRates, referenceRates } from "./reference-rates.ts";
import { eur, gbp, someInput } from "./testing/some-input.ts";

/** As the bank writes it. */
const published = (day: string) => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	<Cube>
		<Cube time='${day}'>
			<Cube currency='USD' rate='1.1435'/>
			<Cube currency='JPY' rate='186'/>
			<Cube currency='GBP' rate='0.85363'/>
		</Cube>
	</Cube>
</gesmes:Envelope>`;
const address = new URL("https://rates.example/eurofxref-daily.xml");
const hourMs = 3_600_000;

/** A source whose bank answers with what is set, or is silent; and how often it was asked. */
function someSource() {
  const bank = { says: published("2026-11-20") as string | null, asked: 0, nowMs: Date.parse("2026-11-21") };
  const clock = { now: () => new Date(bank.nowMs) };
  const read = async () => {
    bank.asked += 1;
    if (bank.says === null) throw new Error("silent");
    return bank.says;
  };
  return { bank, source: referenceRates(address, { clock, log: silentLog, read }) };
}

test("the bank's file is read as it is, every digit of it", () => {
  expect(parseReferenceRates(published("2026-11-20"))).toEqual({
    on: new Date("2026-11-20T00:00:00Z"),
    source: "European Central Bank",
    base: currency("EUR"),
    perBase: { USD: "1.1435", JPY: "186", GBP: "0.85363" },
  });
  const otherQuotes = published("2026-11-20")
    .replaceAll("'", '"')
    .replaceAll(/ (rate|time|currency)=/g, "\n  $1=");
  expect(parseReferenceRates(otherQuotes).perBase["USD"]).toBe("1.1435");
});

test.each([
  ["nothing", ""],
  ["another page", "<html><body>Down for maintenance</body></html>"],
  ["a file without a day", published("")],
  ["a file without a rate", published("2026-11-20").replaceAll("currency", "name")],
])("%s is not taken for rates", (_what, text) => {
  expect(() => parseReferenceRates(text)).toThrow("no file of the European Central Bank's reference rates");
});

const uk = { issuerCountry: "GB", acquirerCountry: "GB" } as const;
const dollars = (minor: number) => money(minor, currency("USD"));
const yen = (minor: number) => money(minor, currency("JPY"));

// 30 EUR are 34.305 USD and 5580 JPY; 25 GBP are 29.287 EUR, and 33.489 USD by way of the euro.
test.each([
  [dollars(34_29), {}, "exempt"],
  [dollars(34_30), {}, "exempt"],
  [dollars(34_31), {}, "authenticate"],
  [yen(5_579), {}, "exempt"],
  [yen(5_580), {}, "exempt"],
  [yen(5_581), {}, "authenticate"],
  [eur(29_27), uk, "exempt"],
  [eur(29_28), uk, "exempt"],
  [eur(29_29), uk, "authenticate"],
  [dollars(33_47), uk, "exempt"],
  [dollars(33_48), uk, "exempt"],
  [dollars(33_49), uk, "authenticate"],
  [eur(30_00), {}, "exempt"],
  [eur(30_01), {}, "authenticate"],
  [gbp(25_00), uk, "exempt"],
  [gbp(25_01), uk, "authenticate"],
] as const)("by the published rates %o is, to the minor unit: %o %s", (amount, where, action) => {
  const rates = parseReferenceRates(published("2026-11-20"));
  const counters = { sum: money(0, amount.currency), count: 0 };
  const input = someInput({ amount, rates, counters, riskScore: 30, ...where });
  expect(decideAuthentication(input).action).toBe(action);
});

test("rates are read once an hour, and payments go on by the last ones meanwhile", async () => {
  const { bank, source } = someSource();
  const [one, other] = await Promise.all([source(), source()]);
  expect(one?.on).toEqual(new Date("2026-11-20"));
  expect(other).toBe(one);
  bank.nowMs += hourMs - 1;
  await source();
  expect(bank.asked).toBe(1);
  bank.says = published("2026-11-23");
  bank.nowMs += 1;
  expect((await source())?.on).toEqual(new Date("2026-11-20"));
  expect((await source())?.on).toEqual(new Date("2026-11-23"));
  expect(bank.asked).toBe(2);
});

test("a bank that is silent is asked again after five minutes, and takes nothing back", async () => {
  const { bank, source } = someSource();
  bank.says = null;
  expect(await source()).toBeNull();
  bank.says = published("2026-11-20");
  bank.nowMs += 299_999;
  expect(await source()).toBeNull();
  bank.nowMs += 1;
  const rates = await source();
  expect(rates?.on).toEqual(new Date("2026-11-20"));
  bank.says = "Down for maintenance";
  bank.nowMs += hourMs;
  await source();
  expect(await source()).toBe(rates);
});

test("the bank is asked over HTTP, and an answer that is an error is none, which is told", async () => {
  let status = 200;
  const server = createServer((_request, response) => {
    response.writeHead(status).end(published("2026-11-20"));
  });
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const bank = new URL(`http://127.0.0.1:${port}/eurofxref-daily.xml`);
  const told: unknown[] = [];
  const log = { ...silentLog, warn: (...words: unknown[]) => void told.push(words) };
  const clock = { now: () => new Date() };
  expect((await referenceRates(bank, { clock, log })())?.on).toEqual(new Date("2026-11-20"));
  expect(told).toEqual([]);
  status = 503;
  expect(await referenceRates(bank, { clock, log })()).toBeNull();
  const err = new Error(`${bank.href} answered 503`);
  expect(told).toEqual([
    [{ err, address: bank.href }, "exchange rates could not be read; the last ones stay"],
  ]);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

test("a copy of the file will do", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rates-"));
  const file = pathToFileURL(join(folder, "eurofxref-daily.xml"));
  await writeFile(file, published("2026-11-19"));
  const source = referenceRates(file, { clock: { now: () => new Date() }, log: silentLog });
  expect((await source())?.on).toEqual(new Date("2026-11-19"));
  await rm(folder, { recursive: true });
});
