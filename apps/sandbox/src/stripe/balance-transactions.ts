import { disputesIn } from "../disputes/dispute.ts";
import type { StripeAccount } from "./stripe-account.ts";
import { balanceTransactionView } from "./views.ts";

export type BalanceTransaction = Record<string, unknown> & {
  readonly id: string;
  readonly created: number;
  readonly type: string;
};

/** What moved on the account's balance, oldest first: captured charges, refunds that stand, disputes and what they gave back. */
export function balanceTransactions(account: StripeAccount): readonly BalanceTransaction[] {
  const charges = account.charges.all().filter(({ captured }) => captured);
  const refunds = account.refunds.all().filter(({ status }) => status !== "failed");
  const ids = [...charges, ...refunds].map(({ id }) => `txn_${id.slice(3)}`);
  const moved = ids.flatMap((id) => (balanceTransactionView(account, id) ?? []) as BalanceTransaction);
  return [...moved, ...ofDisputes(account)].sort((one, other) => one.created - other.created);
}

function ofDisputes({ sandbox }: StripeAccount): BalanceTransaction[] {
  return disputesIn(sandbox)
    .all()
    .filter(({ provider }) => provider === "stripe")
    .flatMap(({ id, amount, currency, takenAt, returnedAt }) => {
      const transaction = { object: "balance_transaction", currency, type: "adjustment", source: id, fee: 0 };
      const at = (moment: string) => Math.floor(Date.parse(moment) / 1_000);
      if (takenAt === null) return [];
      const taken = { ...transaction, id: `txn_${id}`, amount: -amount, net: -amount, created: at(takenAt) };
      if (returnedAt === null) return [taken];
      return [taken, { ...transaction, id: `txn_${id}_back`, amount, net: amount, created: at(returnedAt) }];
    });
}
