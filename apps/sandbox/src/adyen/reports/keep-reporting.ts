import type { AdyenAccount } from "../adyen-account.ts";
import { writeEndedReports } from "./report.ts";

const lookMs = 60_000;

/** Writes each day's report when the day has ended, where Adyen takes until the morning; until it is closed. */
export function keepReporting(account: AdyenAccount): { close: () => Promise<void> } {
  const { store, log } = account.sandbox;
  let writing = Promise.resolve();
  const look = () => {
    writing = writing
      .then(() => {
        writeEndedReports(account);
        return store.save();
      })
      .catch((error: unknown) => log.error({ err: error }, "Adyen's reports could not be written"));
  };
  look();
  const timer = setInterval(look, lookMs);
  return {
    close: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}
