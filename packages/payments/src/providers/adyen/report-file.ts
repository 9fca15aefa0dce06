const pattern = /^payments_accounting_report_(\d{4})_(\d{2})_(\d{2})\.csv$/;

/** The name of a day's Payment accounting report, which is also the pspReference of the webhook that announces it. */
export function reportFile(day: string): string {
  return `payments_accounting_report_${day.replaceAll("-", "_")}.csv`;
}

/** The day ("2026-11-20") of a report's file; null for another kind of report. */
export function dayOfReport(file: string): string | null {
  const [, ...parts] = pattern.exec(file) ?? [];
  return parts.length === 0 ? null : parts.join("-");
}
