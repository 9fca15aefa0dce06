"use client";

import { Button, TextField } from "@evertill/design-system";
import { useActionState } from "react";
import { close } from "./task-actions.ts";
import type { Task } from "./task.ts";

export function CloseForm({ source, id }: Pick<Task, "source" | "id">) {
  const [problem, submit, isSending] = useActionState(close.bind(null, { source, id }), null);
  return (
    <form className="cs-search" action={submit}>
      <TextField label="What you found and did" name="note" error={problem} maxLength={2_000} required />
      <Button type="submit" variant="secondary" busy={isSending}>
        Close
      </Button>
    </form>
  );
}
