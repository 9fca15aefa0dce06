"use client";

import { Button, Checkbox, Notice, SelectField, TextField } from "@evertill/design-system";
import { useActionState } from "react";
import { giveBack } from "./refund-actions.ts";

export function RefundForm({
  orderId,
  refundId,
  currencyCode,
  left,
  reasons,
}: {
  readonly orderId: string;
  readonly refundId: string;
  readonly currencyCode: string;
  /** What may still be given back, as a decimal. */
  readonly left: string;
  readonly reasons: readonly (readonly [string, string])[];
}) {
  const about = { orderId, refundId, currencyCode };
  const [given, submit, isSending] = useActionState(giveBack.bind(null, about), null);
  if (given?.kind === "given")
    return (
      <Notice tone="success" role="alert" title={`${given.amount} is on its way back`}>
        The provider is being asked. What comes of it stands below, and the shopper gets a mail.
      </Notice>
    );
  return (
    <form className="cs-form" action={submit}>
      {given && (
        <Notice tone="problem" role="alert">
          {given.problem}
        </Notice>
      )}
      <TextField
        label={`Amount in ${currencyCode}`}
        hint={`All of it or part: at most ${left}`}
        name="amount"
        defaultValue={left}
        inputMode="decimal"
        autoComplete="off"
        required
      />
      <SelectField label="Reason" name="reason">
        {reasons.map(([reason, words]) => (
          <option key={reason} value={reason}>
            {words}
          </option>
        ))}
      </SelectField>
      <TextField label="Note" optional="for colleagues" name="note" maxLength={2_000} autoComplete="off" />
      <Checkbox label="I have checked order and amount: this cannot be taken back." name="sure" required />
      <Button type="submit" busy={isSending}>
        Give back
      </Button>
    </form>
  );
}
