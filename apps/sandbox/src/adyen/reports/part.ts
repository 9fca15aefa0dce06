import { timingSafeEqual } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import type { AdyenAccount } from "../adyen-account.ts";
import { reportOf, reportText, writeEndedReports, writeReport } from "./report.ts";

/**
 * The Customer Area's downloads: a report is there once it was written, for the report user alone. `POST /sandbox/reports`
 * writes those of the days that have ended at once, or, with a `day`, that day's as it stands.
 */
export function reportRoutes(account: AdyenAccount): Hono<{ Bindings: HttpBindings }> {
  const { sandbox, merchantAccount } = account;
  const { ADYEN_REPORT_USER: user, ADYEN_REPORT_PASSWORD: password } = sandbox.env;
  const wanted = Buffer.from(`Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`);
  return new Hono<{ Bindings: HttpBindings }>()
    .get("/reports/download/MerchantAccount/:account/:name", (context) => {
      const given = Buffer.from(context.req.header("authorization") ?? "");
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        return context.text("Unauthorized", 401, { "www-authenticate": 'Basic realm="Adyen reports"' });
      const { account: of, name } = context.req.param();
      const report = of === merchantAccount ? reportOf(account, name) : undefined;
      if (!report) return context.notFound();
      return context.body(reportText(account, report), 200, { "content-type": "text/csv; charset=utf-8" });
    })
    .post("/sandbox/reports", async (context) => {
      const asked = whichDay.safeParse(await context.req.json().catch(() => ({})));
      if (!asked.success) return context.json({ error: z.prettifyError(asked.error) }, 422);
      if (asked.data.day === undefined) writeEndedReports(account);
      else writeReport(account, asked.data.day);
      await sandbox.store.save();
      return context.body(null, 204);
    });
}

const whichDay = z.object({ day: z.iso.date({ error: "a day such as 2026-11-20" }).optional() });
