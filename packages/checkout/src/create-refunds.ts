import { postgresTillStore } from "./adapters/postgres-till-store.ts";
import type { RefundParts, Refunds } from "./refunds.ts";
import { refundsOfOrder, requestRefund } from "./use-cases/request-refund.ts";

/** Refunds over a database and a queue: whoever decides on them needs no till and no provider's keys. */
export function createRefunds(outside: RefundParts): Refunds {
  const parts = { ...outside, store: postgresTillStore };
  return {
    request: (command) => requestRefund(parts, command),
    ofOrder: (orderId) => refundsOfOrder(parts, orderId),
  };
}
