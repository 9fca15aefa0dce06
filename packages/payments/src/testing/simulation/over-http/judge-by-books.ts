import type { PaymentStatus } from "../../../payments.ts";
import type { ProviderName } from "../../../provider.ts";
import type { Breach } from "../judge.ts";
import type { Book } from "../simulated-till.ts";
import { type Booked, liveOf } from "./stand-ins.ts";

type Found = { readonly breach: Breach; readonly detail: string };

/** Compares what the stand-ins' own ledgers say of one checkout with what the till believes. `orderedAt`: who was paid for its order. */
export function judgeByBooks({
  book,
  rows,
  status,
  orderedAt,
  refundMinor,
}: {
  readonly book: Book;
  /** What was to be given back of an order that stands. */
  readonly refundMinor: number;
  readonly rows: readonly Booked[];
  readonly status: PaymentStatus;
  readonly orderedAt: ProviderName | null;
}): readonly Found[] {
  const order = book.order?.state === "cancelled" ? null : book.order;
  const named = rows.map(({ provider, live, captured, refunded }) =>
    live > 0 ? `${live} live at ${provider} (${captured} taken, ${refunded} given back)` : "",
  );
  const detail = named.filter(Boolean).join(", ");
  const live = liveOf(rows);
  const paid = rows.find(({ provider }) => order !== null && provider === orderedAt);
  const orphans = live - (paid?.live ?? 0);
  const lost = order === null && live > 0 && status.authorized !== null;
  return [
    live > 1 && { breach: "double charge", detail },
    lost && { breach: "lost paid order", detail },
    !lost && orphans > 0 && { breach: "unreversed orphan", detail },
    order !== null && (paid?.captured ?? 0) === 0 && { breach: "unpaid order", detail: order.attemptId },
    order !== null &&
      paid?.captured !== order.amount.amountMinor && {
        breach: "till",
        detail: `the order is ${order.amount.amountMinor}, taken were ${paid?.captured ?? 0}`,
      },
    order !== null &&
      paid?.refunded !== refundMinor && {
        breach: "till",
        detail: `given back were ${paid?.refunded ?? 0} of ${refundMinor}`,
      },
    ...book.faults.map((fault) => ({ breach: "till", detail: fault })),
  ].filter((found): found is Found => found !== false);
}
