"use client";

import type { Address } from "@evertill/checkout/api";
import { Button, Icon, Notice } from "@evertill/design-system";
import { equals, type Money } from "@evertill/money";
import type { BillingDetails, PaymentFields } from "@evertill/payments/browser";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { cartAddress, payButton } from "../copy/copy-of.ts";
import { hasNoWay } from "../address/no-way.ts";
import { type Agreed, agreedIn } from "../payment/agreed.ts";
import { isBusy } from "../payment/payment-flow.ts";
import { isOffered } from "../payment/payment-methods.ts";
import { BillingAddress } from "./billing-address.tsx";
import { CardFields } from "./card-fields.tsx";
import { ExpressWallets } from "./express-wallets.tsx";
import { type Fault, FaultSummary } from "./fault-summary.tsx";
import type { PageSettings } from "./page-settings.ts";
import { PaymentStatus } from "./payment-status.tsx";
import { Section } from "./section.tsx";
import { isFree } from "./summary.tsx";
import { Terms } from "./terms.tsx";
import type { Checkout } from "./use-checkout.ts";
import type { Methods } from "./use-methods.ts";
import type { Payment } from "./use-payment.ts";
import { Wallet } from "./wallet.tsx";
import { useVoice } from "./words.tsx";

export function PaymentSection({
  checkout,
  methods,
  payment,
  settings,
  locked,
}: {
  readonly checkout: Checkout;
  readonly methods: Methods;
  readonly payment: Payment;
  readonly settings: PageSettings;
  readonly locked: boolean;
}) {
  const { copy, tag, amount, ...voice } = useVoice();
  const { view } = checkout;
  const free = isFree(view);
  const [fields, setFields] = useState<PaymentFields | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const hasDestination = !view.needsDelivery || (view.deliveryAddress !== null && !hasNoWay(view));
  const isOpen = view.contact !== null && hasDestination;
  const { mounted } = methods;
  const { paypal } = settings.providers;
  const takesPayPal = !free && methods.paypal && paypal !== null;
  // Card fields without a price would have to be taken away again.
  const needsMeans = isOpen && !free;
  // Pressed once is enough: what is still being saved is waited for, and paid if the total is the one that was pressed.
  const [awaited, setAwaited] = useState<Money | null>(null);
  const isSaving = Object.values(checkout.saving).includes("saving");
  const busy = isBusy(payment.state) || awaited !== null;

  const isComplete = (): boolean => {
    const found = faultsOf(checkout, copy);
    const isTotalOpen = found.length === 0 && (view.quote === null || isSaving);
    const all = isTotalOpen ? [{ field: "summary-heading", words: copy.faults.price }] : found;
    setFaults(all);
    return all.length === 0;
  };
  const press = (): void => {
    if (isSaving && faultsOf(checkout, copy).length === 0) return setAwaited(view.total);
    if (!isComplete()) return;
    if (free) return void payment.pay(null);
    const billing = billingOf(checkout);
    if (fields && mounted && billing) void payment.pay({ provider: mounted, fields, billing });
  };
  const goOn = useEffectEvent((pressed: Money): void => {
    setAwaited(null);
    if (equals(pressed, view.total)) press();
  });
  useEffect(() => {
    // What ends is a request, which no event of this component tells of.
    // oxlint-disable-next-line react/set-state-in-effect
    if (awaited !== null && !isSaving) goOn(awaited);
  }, [awaited, isSaving]);
  // What the wallet's window shows, whatever the page learns while it is open.
  const agreed = useRef<Agreed | null>(null);
  const openWallet = (): boolean => {
    if (busy || !isComplete()) return false;
    agreed.current = agreedIn(view);
    return agreed.current !== null;
  };
  const payByWallet = (wallet: PaymentFields): void => {
    const billing = billingOf(checkout);
    if (billing) void payment.pay({ provider: "stripe", fields: wallet, billing }, agreed.current);
  };
  const { lose } = methods;
  const losePayPal = useCallback(() => lose("paypal", false), [lose]);

  return (
    <Section id="payment" step={view.needsDelivery ? 3 : 2} heading={copy.payment.heading} copy={copy}>
      <PaymentStatus payment={payment} view={view} cartAddress={cartAddress(voice, settings.shopOrigin)} />
      {!isOpen && (
        <p className="co-muted">{view.needsDelivery ? copy.payment.pending : copy.payment.pendingDigital}</p>
      )}
      {isOpen && free && <p>{copy.payment.notNeeded}</p>}
      {needsMeans && isOffered(methods, "stripe") && (
        <ExpressWallets
          stripe={settings.providers.stripe}
          view={view}
          shopOrigin={settings.shopOrigin}
          hidden={isElsewhere(payment.state)}
          mayOpen={openWallet}
          onAgreed={payByWallet}
        />
      )}
      {needsMeans && (
        <Card
          methods={methods}
          settings={settings}
          view={view}
          fields={fields}
          setFields={setFields}
          hidden={isElsewhere(payment.state)}
        />
      )}
      {isOpen && needsBill(view) && (
        <BillingAddress
          checkout={checkout}
          locked={locked}
          suggest={settings.suggestsAddresses ? checkout.api.suggest : null}
        />
      )}
      {isOpen && !isElsewhere(payment.state) && (
        <div className="co-pay">
          <FaultSummary faults={faults} />
          <Terms shopOrigin={settings.shopOrigin} />
          {(free || mounted !== null || !takesPayPal) && (
            <Button
              wide
              busy={busy}
              aria-disabled={busy || (!free && fields === null)}
              onClick={() => {
                if (!busy) press();
              }}
            >
              {payButton({ copy, tag, ...voice }, amount(view.total), free)}
            </Button>
          )}
          {takesPayPal && (
            <>
              {mounted !== null && <p className="co-or">{copy.payment.or}</p>}
              <Wallet
                paypal={paypal}
                view={view}
                payment={payment}
                disabled={busy}
                mayTap={() => !busy && isComplete()}
                onUnavailable={losePayPal}
              />
            </>
          )}
          {!free && (
            <p className="co-secure">
              <Icon name="lock" /> {copy.payment.secure(handlersOf(methods))}
            </p>
          )}
        </div>
      )}
    </Section>
  );
}

/** Somebody else has the word: the bank, once it is asked again, or nobody yet. */
function isElsewhere(state: Payment["state"]): boolean {
  if (state.kind === "challenged") return state.opens === "on-request";
  return state.kind === "confirming" || state.kind === "leaving";
}

const names = { stripe: "Stripe", adyen: "Adyen", paypal: "PayPal" } as const;

function handlersOf({ mounted, paypal }: Methods): readonly string[] {
  return [...(mounted === null ? [] : [names[mounted]]), ...(paypal ? [names.paypal] : [])];
}

/** The card fields of whoever takes the card now. When they go, the next ones come here, and nothing else changes. */
function Card({
  methods,
  settings,
  view,
  fields,
  setFields,
  hidden,
}: {
  readonly methods: Methods;
  readonly settings: PageSettings;
  readonly view: Checkout["view"];
  readonly fields: PaymentFields | null;
  readonly setFields: (fields: PaymentFields | null) => void;
  readonly hidden: boolean;
}) {
  const { copy } = useVoice();
  const { mounted, paypal, asksAgain, lose, startOver } = methods;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asksAgain) box.current?.scrollIntoView({ block: "center" });
  }, [asksAgain]);
  const onUnavailable = useCallback(() => {
    if (mounted !== null) lose(mounted, false);
  }, [lose, mounted]);
  if (mounted === null && paypal)
    return asksAgain ? <p className="co-hint">{copy.payment.byPayPal}</p> : null;
  return (
    <div className="co-card" ref={box} aria-busy={fields === null} hidden={hidden}>
      <p className="co-hint" aria-live="polite">
        <Icon name="lock" /> {asksAgain ? copy.payment.onceMore(paypal) : copy.payment.hint}
      </p>
      {mounted === null ? (
        <Notice tone="problem" role="alert">
          <p>{copy.payment.unavailable}</p>
          <Button variant="secondary" onClick={() => void startOver()}>
            {copy.payment.retryFields}
          </Button>
        </Notice>
      ) : (
        <>
          {fields === null && <CardFieldsToCome />}
          <CardFields
            key={mounted}
            provider={mounted}
            hasOthers={methods.others.length > 0}
            providers={settings.providers}
            view={view}
            onReady={setFields}
            onUnavailable={onUnavailable}
          />
        </>
      )}
    </div>
  );
}

/** The card fields' places, until they are there. */
function CardFieldsToCome() {
  const { copy } = useVoice();
  return (
    <div className="co-card-to-come">
      <p className="co-muted">{copy.payment.loading}</p>
      <FieldToCome />
      <div className="co-row" data-fields="2">
        <FieldToCome />
        <FieldToCome />
      </div>
    </div>
  );
}

/** Its size comes from the style sheet: the till's policy lets no style stand in an element. */
function FieldToCome() {
  return <span className="ds-skeleton co-field-to-come" aria-hidden="true" />;
}

/** Also for nothing to pay, where files are taxed by where the bill goes: without it there is no quote. */
function needsBill(view: Checkout["view"]): boolean {
  return !isFree(view) || (!view.needsDelivery && (view.tax === null || view.billingAddress !== null));
}

/** What the shopper has still to do; whether the total is worked out is not theirs. */
function faultsOf({ view, unsaved }: Checkout, copy: ReturnType<typeof useVoice>["copy"]): readonly Fault[] {
  const faults: Fault[] = [];
  if (view.contact === null || unsaved.has("contact")) {
    faults.push({ field: "contact-email", words: copy.contact.emailInvalid });
  }
  if (view.needsDelivery && (view.deliveryAddress === null || unsaved.has("delivery"))) {
    faults.push({ field: "shipping-firstName", words: copy.faults.address });
  } else if (view.needsDelivery && view.chosenDeliveryOption === null) {
    faults.push({ field: "delivery-options-heading", words: copy.faults.option });
  }
  const hasBill = view.billingAddress !== null || view.deliveryAddress !== null;
  if (needsBill(view) && (unsaved.has("billing") || !hasBill)) {
    faults.push({ field: "billing-firstName", words: copy.faults.billing });
  }
  return faults;
}

function billingOf({ view }: Checkout): BillingDetails | null {
  const address = view.billingAddress ?? view.deliveryAddress;
  if (address === null) return null;
  return {
    name: [address.firstName, address.lastName].filter(Boolean).join(" "),
    email: view.contact?.email ?? "",
    phone: address.phone ?? view.contact?.phone ?? null,
    address: placeOf(address),
  };
}

function placeOf(address: Address): BillingDetails["address"] {
  return {
    line1: address.address1,
    line2: address.address2 ?? null,
    city: address.city,
    zone: address.zone ?? null,
    postcode: address.postcode ?? null,
    country: address.country,
  };
}
