import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { freshDatabase } from "@evertill/database/testing";
import { closedTasks, closeTask, openTasks } from "@evertill/payments";
import { createReports } from "@evertill/payments/providers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { allMigrations } from "../migrations.ts";
import type { JobParts } from "./parts.ts";
import { reconcileProviders } from "./reconcile-providers.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let customerArea: Server;
/** What Adyen has written, by the name of the file. */
const files = new Map<string, string>();
let now: Date;

beforeAll(async () => {
  fresh = await freshDatabase(allMigrations);
  customerArea = createServer(({ url = "", headers }, response) => {
    const isReportUser = headers.authorization === `Basic ${btoa("report@Company.Test:report-password")}`;
    const file = files.get(url.replace("/reports/download/MerchantAccount/TestECOM/", ""));
    response.writeHead(isReportUser ? (file === undefined ? 404 : 200) : 401).end(file);
  });
  await new Promise<void>((ready) => customerArea.listen(0, "127.0.0.1", ready));
});
afterAll(async () => {
  customerArea.close();
  await fresh.drop();
});
beforeEach(async () => {
  files.clear();
  now = new Date("2026-11-21T03:00:00Z");
  await fresh.database.$client.query("truncate operator_task, reconciliation_break, reconciliation_run");
});

const header =
  "Merchant Account,Psp Reference,Merchant Reference,Booking Date,TimeZone,Record Type,Payment Currency," +
  "Captured (PC),Modification Psp Reference,Modification Merchant Reference";
const yesterday = "payments_accounting_report_2026_11_20.csv";
/** A capture in Adyen's books, and in none of ours. */
const planted = (amount = "49.00") =>
  `TestECOM,PSP1,attempt-1,2026-11-20 10:00:00,UTC,SentForSettle,EUR,${amount},PSP2,attempt-1`;
const written = (...lines: readonly string[]) => [header, ...lines].join("\r\n");

function reconcileAdyen(password = "report-password"): Promise<void> {
  const { port } = customerArea.address() as AddressInfo;
  const reports = createReports({
    STRIPE_SECRET_KEY: "sk_test_unused",
    STRIPE_WEBHOOK_SECRET: "whsec_unused",
    ADYEN_MERCHANT_ACCOUNT: "TestECOM",
    ADYEN_REPORT_USER: "report@Company.Test",
    ADYEN_REPORT_PASSWORD: password,
    ADYEN_API_URL: `http://127.0.0.1:${port}`,
  }).filter(({ name }) => name === "adyen");
  return reconcileProviders({
    database: fresh.database,
    log,
    now: () => now,
    reports,
  } as unknown as JobParts);
}
const open = async () => (await openTasks(fresh.database)).map(({ kind, subject }) => `${kind} ${subject}`);
const broken = "reconciliation-breaks adyen 2026-11-20";

test("a break in Adyen's report is a task, which closes by itself when a later run finds the books agree", async () => {
  files.set(yesterday, written(planted()));
  await reconcileAdyen();
  await reconcileAdyen();
  expect(await openTasks(fresh.database)).toMatchObject([
    {
      kind: "reconciliation-breaks",
      subject: "adyen 2026-11-20",
      details: { movements: ["captured attempt-1: 0.00 EUR here, 49.00 there"] },
    },
  ]);
  files.set(yesterday, written());
  await reconcileAdyen();
  expect(await open()).toEqual([]);
  expect(await closedTasks(fresh.database, 10)).toMatchObject([
    {
      closed: {
        by: "Evertill",
        note: "Compared again, the account of 2026-11-20 of adyen and our ledger agree.",
      },
    },
  ]);
  files.set(yesterday, written(planted()));
  await reconcileAdyen();
  expect(await open(), "what came back is told again").toEqual([broken]);
});

test("a task that a person closed is not opened again for the same breaks, but for others", async () => {
  files.set(yesterday, written(planted()));
  await reconcileAdyen();
  const [task] = await openTasks(fresh.database);
  const closing = { by: "Grace", note: "Adyen corrects it on Monday.", now };
  await closeTask(fresh.database, { id: task?.id ?? "", ...closing });
  await reconcileAdyen();
  expect(await open()).toEqual([]);
  files.set(yesterday, written(planted("50.00")));
  await reconcileAdyen();
  expect(await open()).toEqual([broken]);
});

test("a report that is not written yet is waited for, and after a day a person is told, until it comes", async () => {
  files.set(yesterday, written());
  await reconcileAdyen();
  now = new Date("2026-11-22T03:00:00Z");
  await reconcileAdyen();
  expect(await open()).toEqual([]);
  now = new Date("2026-11-23T03:00:00Z");
  await reconcileAdyen();
  expect(await open()).toEqual(["reconciliation-missing adyen 2026-11-21"]);
  files.set("payments_accounting_report_2026_11_21.csv", written());
  files.set("payments_accounting_report_2026_11_22.csv", written());
  await reconcileAdyen();
  expect(await open()).toEqual([]);
});

test("a report that may not be had is an error that says what to look at, and the job runs again", async () => {
  await expect(reconcileAdyen("another-password")).rejects.toThrow("look at ADYEN_REPORT_USER");
});
