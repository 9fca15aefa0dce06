import { Badge } from "@evertill/design-system";
import type { Break } from "@evertill/checkout";
import { formatMoney } from "@evertill/money";
import { providerTitles } from "@evertill/payments";
import { Table } from "../frame/table.tsx";

const kindTitles: Readonly<Record<Break["kind"], string>> = {
  "missing-here": "not booked here",
  "missing-there": "not known there",
  "amount-differs": "another amount",
};

export function BreakTable({ breaks }: { readonly breaks: readonly Break[] }) {
  return (
    <Table
      caption="Breaks"
      columns={["Day", "Provider", "What", "Movement", "Here", "There", "Known as", "State"]}
      numeric={["Here", "There"]}
      empty="None: every day that was compared agreed."
      rows={breaks.map(({ id, day, provider, kind, movement, here, there, reference, closedAt }) => ({
        key: id,
        cells: [
          day,
          providerTitles[provider],
          kindTitles[kind],
          movement.replaceAll("-", " "),
          formatMoney(here, "en-GB"),
          formatMoney(there, "en-GB"),
          <code key="reference">{reference}</code>,
          <Badge key="state" tone={closedAt === null ? "brass" : "moss"}>
            {closedAt === null ? "open" : "came right"}
          </Badge>,
        ],
      }))}
    />
  );
}
