import { Badge } from "@evertill/design-system";
import { type OperationHealth, providerTitles } from "@evertill/payments";
import { age } from "../frame/age.ts";
import { Table } from "../frame/table.tsx";

const operationTitles: Readonly<Record<OperationHealth["operation"], string>> = {
  prepare: "begin",
  authorize: "authorise",
  continueAction: "go on after the bank’s question",
  retrieve: "read",
  fence: "cancel",
  capture: "capture",
  refund: "refund",
  probe: "probe",
};

const breakerWords = { closed: "well", open: "left alone", "half-open": "on trial" } as const;
const breakerTones = { closed: "moss", open: "clay", "half-open": "brass" } as const;

/** The breaker of each provider and operation, and its calls of the last hour. */
export function OperationTable({
  operations,
  now,
}: {
  readonly operations: readonly OperationHealth[];
  readonly now: Date;
}) {
  return (
    <Table
      caption="Providers and their operations"
      columns={["Provider", "Operation", "State", "Why", "Calls", "Failed", "Slow"]}
      numeric={["Calls", "Failed", "Slow"]}
      empty="No provider has been asked yet."
      rows={operations.map(({ provider, operation, breaker, calls, failures, slow }) => ({
        key: `${provider} ${operation}`,
        cells: [
          providerTitles[provider],
          operationTitles[operation],
          <Badge key="state" tone={breakerTones[breaker.state]}>
            {breakerWords[breaker.state]}
          </Badge>,
          breaker.state === "closed" ? "" : `${breaker.because}, for ${age(new Date(breaker.sinceMs), now)}`,
          calls,
          failures,
          slow,
        ],
      }))}
    />
  );
}
