import { reconciliationBreaks } from "@evertill/checkout";
import type { Metadata } from "next";
import { guardedPage } from "../../access/guard.ts";
import { BreakTable } from "../../breaks/break-table.tsx";
import { composition } from "../../compose.ts";

export const metadata: Metadata = { title: "Breaks" };

export default guardedPage("breaks.read", async () => (
  <>
    <h1>Breaks</h1>
    <p className="cs-empty">
      Where a provider’s own account of a day and our ledger differ. Each day is compared the next morning,
      and again while it has a break; one that came right closes by itself.
    </p>
    <BreakTable breaks={await reconciliationBreaks(composition().database)} />
  </>
));
