"use client";

import type { CheckoutView } from "@evertill/checkout/api";
import { Button, Icon, TextField } from "@evertill/design-system";
import { isZero } from "@evertill/money";
import { useState } from "react";
import { Lines, Totals } from "./lines.tsx";
import type { Checkout } from "./use-checkout.ts";
import { useVoice } from "./words.tsx";

/** What is bought and what it costs: beside the form, or folded above it on a phone. Every amount is the server's. */
export function Summary({ checkout, locked }: { readonly checkout: Checkout; readonly locked: boolean }) {
  const { copy, amount } = useVoice();
  const { view } = checkout;
  const [isOpen, setOpen] = useState(false);
  return (
    <aside className="co-summary" aria-labelledby="summary-heading" data-open={isOpen}>
      <h2 className="co-summary-heading" id="summary-heading">
        {copy.summary.heading}
      </h2>
      <button
        type="button"
        className="co-summary-toggle"
        aria-expanded={isOpen}
        aria-controls="summary-body"
        onClick={() => setOpen(!isOpen)}
      >
        <span>
          {isOpen ? copy.summary.hide : copy.summary.show} <Icon name="chevron" />
        </span>
        <strong>{amount(view.total)}</strong>
      </button>
      <div className="co-summary-body" id="summary-body">
        <Lines lines={view.lines} />
        {view.lines.length > 0 && <DiscountCode checkout={checkout} locked={locked} />}
        <Totals {...totalsOf(view)} />
      </div>
      <p className="ds-visually-hidden" aria-live="polite">
        {copy.summary.totalIs(amount(view.total))}
      </p>
    </aside>
  );
}

function totalsOf(view: CheckoutView) {
  const { subtotal, discountTotal, deliveryTotal, tax, total, needsDelivery } = view;
  return { subtotal, discountTotal, deliveryTotal, tax, total, needsDelivery };
}

function DiscountCode({ checkout, locked }: { readonly checkout: Checkout; readonly locked: boolean }) {
  const { copy } = useVoice();
  const { view, saving, fieldWords } = checkout;
  const [typed, setTyped] = useState("");
  const codes = view.discountCodes.map(({ code }) => code);
  // A code that gives nothing is named once, and leaves with the next one that is typed.
  const used = view.discountCodes.filter(({ applicable }) => applicable).map(({ code }) => code);
  const apply = async (): Promise<void> => {
    const code = typed.trim();
    if (code !== "" && (await checkout.saveCodes([...used.filter((each) => each !== code), code])))
      setTyped("");
  };
  const refused = view.notices.filter(isAboutCodes).map(({ message }) => message);
  const error = fieldWords["codes.codes"] ?? refused.join(" ");
  return (
    <form
      className="co-code"
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <TextField
        id="discount-code"
        label={copy.summary.code}
        value={typed}
        disabled={locked}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={100}
        error={error === "" ? undefined : error}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" variant="secondary" busy={saving.codes === "saving"} aria-disabled={locked}>
        {copy.summary.apply}
      </Button>
      {codes.length > 0 && (
        <ul className="co-codes">
          {view.discountCodes.map(({ code, applicable }) => (
            <li key={code} data-applicable={applicable}>
              <span>{code}</span>
              <button
                type="button"
                disabled={locked}
                aria-label={copy.summary.remove(code)}
                onClick={() => void checkout.saveCodes(codes.filter((each) => each !== code))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

/** Said where codes are typed, not above the form. */
export function isAboutCodes({ kind }: CheckoutView["notices"][number]): boolean {
  return kind === "code-not-applicable" || kind === "code-expired";
}

/** True where the form asks for no money at all. */
export function isFree(view: CheckoutView): boolean {
  return isZero(view.total);
}
