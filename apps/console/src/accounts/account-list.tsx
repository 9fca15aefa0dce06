import { Badge, Button } from "@evertill/design-system";
import type { Account } from "../access/accounts.ts";
import { roles } from "../access/permissions.ts";
import { Table } from "../frame/table.tsx";
import { changeRole, setClosed } from "./account-actions.ts";

export function AccountList({
  accounts,
  visitorId,
}: {
  readonly accounts: readonly Account[];
  readonly visitorId: string;
}) {
  return (
    <Table
      caption="Accounts"
      columns={["Name", "Email", "Role", "Account"]}
      rows={accounts.map((account) => ({
        key: account.id,
        cells: [
          account.name,
          account.email,
          account.id === visitorId ? `${account.role} (you)` : <RoleForm account={account} />,
          account.id === visitorId ? "open" : <ClosingForm account={account} />,
        ],
      }))}
    />
  );
}

function RoleForm({ account }: { readonly account: Account }) {
  return (
    <form className="cs-row-form" action={changeRole.bind(null, account.id)}>
      <select
        className="ds-control"
        name="role"
        defaultValue={account.role}
        key={account.role}
        aria-label={`Role of ${account.name}`}
      >
        {roles.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </select>
      <Button type="submit" variant="quiet">
        Change
      </Button>
    </form>
  );
}

function ClosingForm({ account }: { readonly account: Account }) {
  return (
    <form className="cs-row-form" action={setClosed.bind(null, account.id, !account.isClosed)}>
      {account.isClosed && <Badge tone="brass">closed</Badge>}
      <Button type="submit" variant="quiet">
        {account.isClosed ? "Open again" : "Close"}
      </Button>
    </form>
  );
}
