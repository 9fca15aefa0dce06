import { freshDatabase } from "@evertill/database/testing";
import { expect, test } from "vitest";
import { paymentsMigrations } from "../../../migrations.ts";
import { reportLines } from "../print-report.ts";
import { shopOverHttp } from "./shop-over-http.ts";

const checkouts = Number(process.env["PAYMENT_WIRE_RUNS"] ?? 500);
const seed = Number(process.env["PAYMENT_WIRE_SEED"] ?? 1);
/** From so many on every fault must have been met. */
const cellsFrom = 400;

test(
  `${checkouts} checkouts through the real SDKs over HTTP: one charge each, none lost, none left behind (seed ${seed})`,
  async () => {
    const { database, drop } = await freshDatabase([paymentsMigrations]);
    const report = await shopOverHttp({ database, checkouts, seed });
    await drop();
    console.log([...reportLines(report), `process deaths                ${report.crashes}`].join("\n"));
    expect(report.breaches).toEqual([]);
    expect(report.paid).toBeGreaterThan(checkouts / 4);
    expect(checkouts < cellsFrom ? [] : report.missing).toEqual([]);
    expect(report.crashes).toBeGreaterThan(0);
  },
  15 * 60_000,
);
