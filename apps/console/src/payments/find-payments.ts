import { checkoutsById, type CheckoutSummary, findCheckoutsOf } from "@evertill/checkout";
import type { Database } from "@evertill/database";
import { newestPayments, paymentsById, paymentsOf, type PaymentSummary } from "@evertill/payments";

export type FoundPayment = PaymentSummary & { readonly checkout: CheckoutSummary | null };

/**
 * Payments by what a shopper or a provider calls them: order number, mail address, id of a checkout, payment or attempt,
 * here or at the provider. Nothing typed: the newest ones.
 */
export async function findPayments(database: Database, typed: string): Promise<readonly FoundPayment[]> {
  const words = typed.trim();
  const payments = await byWords(database, words);
  const checkouts = await checkoutsById(
    database,
    payments.map(({ reference }) => reference),
  );
  const known = new Map(checkouts.map((checkout) => [checkout.id, checkout]));
  return payments.map((payment) => ({ ...payment, checkout: known.get(payment.reference) ?? null }));
}

async function byWords(database: Database, words: string): Promise<readonly PaymentSummary[]> {
  if (words === "") return newestPayments(database, 50);
  if (!words.includes("@") && !/^LL-\d+$/i.test(words)) return paymentsById(database, words);
  const checkouts = await findCheckoutsOf(database, words);
  return paymentsOf(
    database,
    checkouts.map(({ id }) => id),
  );
}
