import { Notice } from "@evertill/design-system";
import { providerTitles } from "@evertill/payments";
import type { Metadata } from "next";
import { guardedPage } from "../../access/guard.ts";
import { may } from "../../access/permissions.ts";
import { composition } from "../../compose.ts";
import { Facts } from "../../frame/facts.tsx";
import { ApprovalTable } from "../../health/approval-table.tsx";
import { OperationTable } from "../../health/operation-table.tsx";
import { chargebackWords, rateWords, total } from "../../health/rate.ts";
import { chargebackDays, days, readHealth } from "../../health/read-health.ts";
import { UnknownTable } from "../../health/unknown-table.tsx";

export const metadata: Metadata = { title: "Payment health" };

export default guardedPage("health.read", async (visitor) => {
  const { database, now: clock } = composition();
  const now = clock();
  const { decided, operations, unknown, week, chargebacks, capturedInMonth } = await readHealth(
    database,
    now,
  );
  const chargeback = chargebackWords(chargebacks, capturedInMonth);
  const titles: Readonly<Record<string, string>> = providerTitles;
  return (
    <>
      <h1>Payment health</h1>
      {chargeback.isOver && (
        <Notice tone="problem" role="alert" title="Chargebacks reached our line">
          {chargeback.words}
        </Notice>
      )}
      <Facts
        facts={[
          [`Authorised, ${days} days`, rateWords(total(decided))],
          ["Unknown now", String(unknown.length)],
          [
            `Failovers, ${days} days`,
            `${week.failovers.paid} paid elsewhere of ${week.failovers.begun} sent on; ${week.takenWithoutOne} taken while a card provider was left out`,
          ],
          [
            `Late successes given back, ${days} days`,
            `${week.lateSuccesses}; ${week.reversalsOpen} not proven closed yet`,
          ],
          [`Chargebacks, ${chargebackDays} days`, chargeback.words],
        ]}
      />
      <h2>Providers now</h2>
      <OperationTable operations={operations} now={now} />
      <h2>Unknown</h2>
      <UnknownTable attempts={unknown} mayRead={may(visitor.role, "payments.read")} now={now} />
      <h2>Authorised, last {days} days</h2>
      <p className="cs-empty">
        Of attempts that a bank decided on. What no bank was asked about counts nowhere: providers that were
        not reached, mistyped details, challenges that were left.
      </p>
      <div className="cs-columns">
        <ApprovalTable
          attempts={decided}
          by="provider"
          title="Provider"
          unsaid="unknown"
          nameOf={(name) => titles[name] ?? name}
        />
        <ApprovalTable attempts={decided} by="brand" title="Brand" unsaid="not a card, or not told" />
        <ApprovalTable attempts={decided} by="issuerCountry" title="Issuer country" unsaid="not told" />
        <ApprovalTable
          attempts={decided}
          by="authentication"
          title="Exemption"
          unsaid="decided by the provider alone"
          nameOf={(name) => name.replaceAll("-", " ")}
        />
      </div>
    </>
  );
});
