import type { DecidedAttempts } from "@evertill/payments";
import { Table } from "../frame/table.tsx";
import { approvalsBy, rateWords } from "./rate.ts";

type Dimension = Parameters<typeof approvalsBy>[1];

/** Authorisation by one dimension. `unsaid`: how what was not told is named. */
export function ApprovalTable({
  attempts,
  by,
  title,
  unsaid,
  nameOf = (name) => name,
}: {
  readonly attempts: readonly DecidedAttempts[];
  readonly by: Dimension;
  readonly title: string;
  readonly unsaid: string;
  readonly nameOf?: (name: string) => string;
}) {
  return (
    <Table
      caption={`Authorisation by ${title.toLowerCase()}`}
      columns={[title, "Authorised"]}
      empty="No bank has decided yet."
      rows={approvalsBy(attempts, by).map((group) => ({
        key: group.of ?? "unsaid",
        cells: [group.of === null ? unsaid : nameOf(group.of), rateWords(group)],
      }))}
    />
  );
}
