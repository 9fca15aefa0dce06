import { formatMoney } from "@evertill/money";
import { providerTitles, type UnknownAttempt } from "@evertill/payments";
import Link from "next/link";
import { age } from "../frame/age.ts";
import { Table } from "../frame/table.tsx";
import { When } from "../frame/when.tsx";

/** Attempts nobody knows the outcome of. Only whoever reads payments is led to them. */
export function UnknownTable({
  attempts,
  mayRead,
  now,
}: {
  readonly attempts: readonly UnknownAttempt[];
  readonly mayRead: boolean;
  readonly now: Date;
}) {
  return (
    <Table
      caption="Unknown attempts"
      columns={["Payment", "Provider", "Amount", "Unknown since", "Age"]}
      numeric={["Amount", "Age"]}
      empty="None: of every attempt it is known what became of it."
      rows={attempts.map(({ reference, provider, amount, since }, place) => ({
        key: `${reference} ${place}`,
        cells: [
          mayRead ? (
            <Link key="link" href={`/payments/${encodeURIComponent(reference)}`}>
              {reference}
            </Link>
          ) : (
            reference
          ),
          providerTitles[provider],
          formatMoney(amount, "en-GB"),
          <When key="since" at={since} />,
          age(since, now),
        ],
      }))}
    />
  );
}
