"use client";

import { Button, Notice, SelectField, TextField } from "@evertill/design-system";
import { useActionState } from "react";
import { roles } from "../access/permissions.ts";
import { openAccount } from "./account-actions.ts";

export function OpenAccountForm() {
  const [opened, submit, isSending] = useActionState(openAccount, null);
  return (
    <form className="cs-form" action={submit}>
      {opened?.kind === "refused" && (
        <Notice tone="problem" role="alert">
          {opened.problem}
        </Notice>
      )}
      {opened?.kind === "opened" && (
        <Notice tone="success" role="alert" title={`${opened.email} may sign in`}>
          The password is <code>{opened.password}</code>. It is not shown again.
        </Notice>
      )}
      <TextField label="Email" name="email" type="email" autoComplete="off" required />
      <TextField label="Name" name="name" autoComplete="off" required />
      <SelectField label="Role" name="role" defaultValue="support">
        {roles.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </SelectField>
      <Button type="submit" busy={isSending}>
        Open the account
      </Button>
    </form>
  );
}
