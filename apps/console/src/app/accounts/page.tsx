import type { Metadata } from "next";
import { guardedPage } from "../../access/guard.ts";
import { AccountList } from "../../accounts/account-list.tsx";
import { OpenAccountForm } from "../../accounts/open-account-form.tsx";
import { composition } from "../../compose.ts";

export const metadata: Metadata = { title: "Accounts" };

export default guardedPage("accounts.manage", async (visitor) => (
  <>
    <h1>Accounts</h1>
    <AccountList accounts={await composition().accounts.list()} visitorId={visitor.id} />
    <h2>Open an account</h2>
    <OpenAccountForm />
  </>
));
