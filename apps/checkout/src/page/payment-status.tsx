"use client";

import type { CheckoutView, Provider } from "@evertill/checkout/api";
import { Button, LinkButton, Notice } from "@evertill/design-system";
import { equals } from "@evertill/money";
import { useEffect, useRef } from "react";
import type { Copy } from "../copy/copy.ts";
import type { Payment } from "./use-payment.ts";
import { useVoice } from "./words.tsx";

const telling: ReadonlySet<string> = new Set(["changed", "unreachable", "confirming", "challenged"]);

/** Says in plain words how the payment stands. Takes the focus when something came back that the shopper must know. */
export function PaymentStatus(props: StatusProps) {
  const { payment } = props;
  const box = useRef<HTMLDivElement>(null);
  const { state } = payment;
  useEffect(() => {
    const cameBack = state.kind === "editing" && state.words !== null;
    if (!cameBack && !telling.has(state.kind)) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "center" });
  }, [state]);
  return (
    <div className="co-status" ref={box} tabIndex={-1} aria-live="polite">
      <StatusWords {...props} />
    </div>
  );
}

export type StatusProps = {
  readonly payment: Payment;
  readonly view: CheckoutView;
  readonly cartAddress: string;
};

function StatusWords({ payment, view, cartAddress }: StatusProps) {
  const { copy, amount } = useVoice();
  const { state } = payment;
  switch (state.kind) {
    case "editing":
      return state.words === null ? null : (
        <Notice tone="problem" title={copy.payment.declinedTitle}>
          <p>{state.words}</p>
        </Notice>
      );
    case "collecting":
    case "sending":
      return <p className="co-working">{copy.payment.working}</p>;
    case "unreachable":
      return (
        <Notice tone="problem" title={copy.payment.unreachableTitle}>
          <p>{copy.payment.unreachable}</p>
          <Button variant="secondary" onClick={payment.tryAgain}>
            {copy.payment.tryAgain}
          </Button>
        </Notice>
      );
    case "challenged":
      return (
        <Notice title={asked(copy, state.action.provider).title}>
          {state.opens === "on-request" ? (
            <div className="co-choice">
              <Button onClick={payment.openChallenge}>{asked(copy, state.action.provider).open}</Button>
              <Button variant="secondary" onClick={payment.leaveChallenge}>
                {copy.payment.otherwise}
              </Button>
            </div>
          ) : (
            <p>{asked(copy, state.action.provider).waiting}</p>
          )}
        </Notice>
      );
    case "leaving":
      return (
        <p className="co-working">
          <span className="ds-button-dot" aria-hidden="true" /> {copy.payment.leaving}
        </p>
      );
    case "continuing":
      return (
        <p className="co-working">
          <span className="ds-button-dot" aria-hidden="true" /> {copy.payment.continuing}
        </p>
      );
    case "confirming":
      return (
        <Notice title={state.late ? copy.payment.lateTitle : copy.payment.confirmingTitle}>
          <p>{state.late ? copy.payment.late(view.contact?.email ?? "") : copy.payment.confirming}</p>
          {!state.late && <span className="ds-button-dot" aria-hidden="true" />}
        </Notice>
      );
    case "changed":
      return (
        <Notice title={copy.payment.changedTitle}>
          <p>{state.words}</p>
          {view.notices.filter(namesThePiece).map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
          {view.notices.some(({ kind }) => kind === "stock-reduced") && (
            <LinkButton href={cartAddress} variant="secondary">
              {copy.payment.changeCart}
            </LinkButton>
          )}
          {!equals(state.before, state.after) && (
            <dl className="co-changed">
              <div>
                <dt>{copy.payment.changedBefore}</dt>
                <dd>
                  <s>{amount(state.before)}</s>
                </dd>
              </div>
              <div>
                <dt>{copy.payment.changedAfter}</dt>
                <dd>{amount(state.after)}</dd>
              </div>
            </dl>
          )}
        </Notice>
      );
    case "paid":
      return (
        <Notice tone="success">
          <p>{copy.payment.paid}</p>
        </Notice>
      );
  }
}

/** Who asks the shopper: their bank, or PayPal. */
function asked({ payment }: Copy, provider: Provider): Copy["payment"]["asked"] {
  return provider === "paypal" ? payment.askedByPayPal : payment.asked;
}

/** The others only repeat that something changed. */
function namesThePiece({ kind }: CheckoutView["notices"][number]): boolean {
  return kind === "stock-reduced" || kind === "code-expired";
}
