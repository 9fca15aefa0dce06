import type { Call } from "../../provider.ts";
import type { Movement, ProviderReport, ReportWindow } from "../../provider-report.ts";
import { neverConnected } from "../never-connected.ts";
import type { AdyenSettings } from "./adyen-client.ts";
import { type ReadReport, readReport } from "./read-report.ts";
import { reportFile } from "./report-file.ts";

export type AdyenReportSettings = Pick<
  AdyenSettings,
  "merchantAccount" | "livePrefix" | "apiUrl" | "timeoutMs"
> & {
  /** The report user, with the role to download merchant reports, and its password of basic authentication. */
  readonly user: string;
  readonly password: string;
};

const dayMs = 86_400_000;
const fileMs = 60_000;

/**
 * Adyen's Payment accounting report, a file for each day, written in the morning after it and announced by webhook
 * (docs.adyen.com, "Payment accounting report" and "Automatically get reports"). The address in the webhook is not signed,
 * so it is not followed: the name of the file is, and where files are is known.
 */
export function createAdyenReport(settings: AdyenReportSettings): ProviderReport {
  return {
    name: "adyen",
    movements: async (window) => {
      const files = new Map<string, ReadReport>();
      for (const day of daysOf(window)) {
        const call = await download(settings, day);
        if (call.kind !== "answered") return call;
        if (call.answer !== null) files.set(day, call.answer);
      }
      const missing = neededDays(window.day, files.get(window.day)).find((day) => !files.has(day));
      if (missing !== undefined)
        return { kind: "in-progress", operatorMessage: `Adyen has not written ${reportFile(missing)} yet` };
      const booked: readonly Movement[] = [...files.values()].flatMap(({ movements }) => movements);
      return { kind: "answered", answer: booked.filter(({ at }) => at >= window.from && at < window.until) };
    },
  };
}

function daysOf({ from, until }: ReportWindow): readonly string[] {
  const days = Math.floor(until.getTime() / dayMs) - Math.floor(from.getTime() / dayMs) + 1;
  return Array.from({ length: days }, (_, ahead) => dayAfter(from.toISOString().slice(0, 10), ahead));
}

/** A file covers a day of the account's own time zone, so that a day in UTC may end in the next file, or begin in the one before. */
function neededDays(day: string, file: ReadReport | undefined): readonly string[] {
  const ahead = Math.sign(file?.hoursAhead ?? 0);
  return ahead === 0 ? [day] : [day, dayAfter(day, ahead)];
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Null when there is no file of that day. */
async function download(settings: AdyenReportSettings, day: string): Promise<Call<ReadReport | null>> {
  const { user, password, merchantAccount, livePrefix, apiUrl, timeoutMs = fileMs } = settings;
  const home =
    apiUrl ?? (livePrefix === undefined ? "https://ca-test.adyen.com" : "https://ca-live.adyen.com");
  const name = reportFile(day);
  const address = new URL(
    `/reports/download/MerchantAccount/${encodeURIComponent(merchantAccount)}/${name}`,
    home,
  );
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(address, { headers: { authorization }, redirect: "error", signal });
    const text = await response.text();
    if (response.status === 200) return readReport(text, merchantAccount);
    return response.status === 404 ? { kind: "answered", answer: null } : refused(name, response.status);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const operatorMessage = `Adyen did not answer the download of ${name}: ${cause instanceof Error ? cause.message : String(cause)}`;
    return { kind: neverConnected(cause) ? "not-sent" : "unknown", operatorMessage };
  }
}

function refused(name: string, status: number): Call<never> {
  if (status >= 500)
    return { kind: "unknown", operatorMessage: `Adyen answered the download of ${name} with ${status}` };
  const hint =
    status === 401 || status === 403 ? ": look at ADYEN_REPORT_USER, its password and its role" : "";
  return {
    kind: "refused",
    code: String(status),
    operatorMessage: `Adyen answered the download of ${name} with ${status}${hint}`,
  };
}
