import type { Metadata } from "next";
import { guardedPage } from "../../access/guard.ts";
import { composition } from "../../compose.ts";
import { findPayments } from "../../payments/find-payments.ts";
import { PaymentList } from "../../payments/payment-list.tsx";
import { SearchForm } from "../../payments/search-form.tsx";

export const metadata: Metadata = { title: "Payments" };

type Props = { readonly searchParams: Promise<{ readonly q?: string | string[] }> };

export default guardedPage("payments.read", async (_visitor, { searchParams }: Props) => {
  const { q } = await searchParams;
  const typed = typeof q === "string" ? q.trim() : "";
  return (
    <>
      <h1>Payments</h1>
      <SearchForm typed={typed} />
      <PaymentList payments={await findPayments(composition().database, typed)} searched={typed !== ""} />
    </>
  );
});
