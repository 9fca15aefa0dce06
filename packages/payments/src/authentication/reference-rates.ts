import { readFile } from "node:fs/promises";
import { currency } from "@evertill/money";
import type { Clock } from "../clock.ts";
import type { PaymentLog } from "../payment-log.ts";
import type { ExchangeRates, RateSource } from "./exchange-rates.ts";

const readEveryMs = 3_600_000;
/** After one that failed. */
const readAgainMs = 300_000;
const deadlineMs = 2_000;

/**
 * The European Central Bank's reference rates, read where it publishes them each working day at about 16:00
 * (https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml) or from a copy of that file (`file:`). Read anew once an hour,
 * while payments go on by what was read before: rates carry their day, and whoever uses them judges their age.
 */
export function referenceRates(
  address: URL,
  {
    clock,
    log,
    read = readText,
  }: { clock: Clock; log: PaymentLog; read?: (address: URL) => Promise<string> },
): RateSource {
  let known: ExchangeRates | null = null;
  let reading: Promise<void> | null = null;
  let dueMs = Number.NEGATIVE_INFINITY;

  async function readNow(): Promise<void> {
    try {
      known = parseReferenceRates(await read(address));
      dueMs = clock.now().getTime() + readEveryMs;
    } catch (error) {
      log.warn({ err: error, address: address.href }, "exchange rates could not be read; the last ones stay");
      dueMs = clock.now().getTime() + readAgainMs;
    }
    reading = null;
  }

  return async () => {
    if (reading === null && clock.now().getTime() >= dueMs) reading = readNow();
    if (known === null) await reading;
    return known;
  };
}

/** Reads the bank's own XML; throws when it has no day or no rate in it. */
export function parseReferenceRates(xml: string): ExchangeRates {
  const day = /<Cube\s+time=['"](\d{4}-\d{2}-\d{2})['"]/.exec(xml)?.[1];
  const rates = [...xml.matchAll(/<Cube\s+currency=['"]([A-Z]{3})['"]\s+rate=['"](\d+(?:\.\d+)?)['"]/g)];
  if (day === undefined || rates.length === 0)
    throw new Error("This is no file of the European Central Bank's reference rates (eurofxref-daily.xml)");
  return {
    on: new Date(day),
    source: "European Central Bank",
    base: currency("EUR"),
    perBase: Object.fromEntries(rates.map(([, code = "", rate = ""]) => [code, rate])),
  };
}

async function readText(address: URL): Promise<string> {
  if (address.protocol === "file:") return readFile(address, "utf8");
  const response = await fetch(address, { signal: AbortSignal.timeout(deadlineMs) });
  if (!response.ok) throw new Error(`${address.href} answered ${response.status}`);
  return response.text();
}
