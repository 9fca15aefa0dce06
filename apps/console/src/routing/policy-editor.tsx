"use client";

import { Button, Checkbox, Notice, SelectField, TextField, useField } from "@evertill/design-system";
import type { RoutingPolicy } from "@evertill/payments";
import { useActionState } from "react";
import { cardOrders } from "./card-orders.ts";
import { type Preview, previewPolicy, putInForce } from "./routing-actions.ts";

/** Choices first; whoever needs another condition writes the rules. Both are previewed before anything counts. */
export function PolicyEditor({ policy }: { readonly policy: RoutingPolicy }) {
  const [preview, submit, isSending] = useActionState(previewPolicy, null);
  return (
    <>
      <form className="cs-form" action={submit}>
        <input type="hidden" name="base" value={JSON.stringify(policy)} />
        {policy.rules.map(({ name, cards, paypal }, place) => (
          <fieldset key={name} className="cs-rule">
            <legend>{name}</legend>
            <SelectField label="Cards" name={`cards-${place}`} defaultValue={cards.join()}>
              {Object.entries(cardOrders).map(([order, words]) => (
                <option key={order} value={order}>
                  {words}
                </option>
              ))}
            </SelectField>
            <Checkbox
              label="PayPal is offered beside them"
              name={`paypal-${place}`}
              defaultChecked={paypal}
            />
          </fieldset>
        ))}
        <Button type="submit" variant="secondary" busy={isSending}>
          Preview
        </Button>
      </form>
      <details className="cs-details">
        <summary>Write the rules</summary>
        <form className="cs-form" action={submit}>
          <RulesField policy={policy} />
          <Button type="submit" variant="secondary" busy={isSending}>
            Preview what is written
          </Button>
        </form>
      </details>
      {preview && <PreviewOf preview={preview} key={JSON.stringify(preview)} />}
    </>
  );
}

function RulesField({ policy }: { readonly policy: RoutingPolicy }) {
  const hint =
    "JSON. The first rule that matches decides; the last one must match every payment. Amounts are minor units.";
  const field = useField(undefined, hint, null);
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={field.id}>
        Rules
      </label>
      <textarea
        className="ds-control cs-code"
        {...field.control}
        name="rules"
        rows={14}
        spellCheck={false}
        defaultValue={JSON.stringify(policy.rules, null, 2)}
      />
      <p className="ds-hint" id={field.hintId}>
        {hint}
      </p>
    </div>
  );
}

function PreviewOf({ preview }: { readonly preview: Preview }) {
  switch (preview.kind) {
    case "refused":
      return (
        <Notice tone="problem" role="alert" title="This policy is refused, and nothing has changed">
          <ul>
            {preview.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      );
    case "same":
      return (
        <Notice role="alert" title="Nothing would change">
          Payments go this way already.
        </Notice>
      );
    case "preview":
      return <Confirmation preview={preview} />;
  }
}

function Confirmation({ preview }: { readonly preview: Preview & { readonly kind: "preview" } }) {
  const [done, submit, isSending] = useActionState(putInForce.bind(null, preview), null);
  if (done?.kind === "active")
    return (
      <Notice tone="success" role="alert" title="In force">
        Till and worker follow it within five seconds.
      </Notice>
    );
  return (
    <form className="cs-form cs-confirmation" action={submit}>
      <h3>What would change</h3>
      <ul>
        {preview.changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      {done?.kind === "overtaken" && (
        <Notice tone="problem" role="alert">
          Somebody put another policy in force meanwhile. Load the page again and look at theirs first.
        </Notice>
      )}
      {done?.kind === "refused" && (
        <Notice tone="problem" role="alert">
          {done.problems.join(" ")}
        </Notice>
      )}
      <TextField
        label="Why"
        name="reason"
        hint="Kept beside the policy, for whoever looks at it next"
        error={done?.kind === "no-reason" ? "Say why, in a few words." : null}
        maxLength={500}
        required
      />
      <Button type="submit" busy={isSending}>
        Put in force
      </Button>
    </form>
  );
}
