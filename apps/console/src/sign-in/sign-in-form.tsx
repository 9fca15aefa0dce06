"use client";

import { Button, Notice, TextField } from "@evertill/design-system";
import { useActionState } from "react";
import { signIn } from "./sign-in-actions.ts";

export function SignInForm() {
  const [problem, submit, isSending] = useActionState(signIn, null);
  return (
    <form className="cs-form" action={submit}>
      {problem && (
        <Notice tone="problem" role="alert">
          {problem}
        </Notice>
      )}
      <TextField label="Email" name="email" type="email" autoComplete="username" required />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <Button type="submit" busy={isSending}>
        Sign in
      </Button>
    </form>
  );
}
