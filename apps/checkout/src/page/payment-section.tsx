"use client";

import type { Address } from "@evertill/checkout/api";
import { Button, Icon, Notice } from "@evertill/design-system";
import type { BillingDetails, PaymentFields, PaymentFieldsLook } from "@evertill/payments/browser";
import { StripePaymentFields } from "@evertill/payments/providers/stripe/browser";
import { useCallback, useState } from "react";
import { legalLinks, payButton } from "../copy/copy-of.ts";
import { isBusy } from "../payment/payment-flow.ts";
import { BillingAddress } from "./billing-address.tsx";
import { type Fault, FaultSummary } from "./fault-summary.tsx";
import type { PageSettings } from "./page-settings.ts";
import { PaymentStatus } from "./payment-status.tsx";
import { Section } from "./section.tsx";
import { isFree } from "./summary.tsx";
import type { Checkout } from "./use-checkout.ts";
import type { Payment } from "./use-payment.ts";
import { useVoice } from "./words.tsx";

// The design tokens by value: the fields stand in a document of the provider's.
const look: PaymentFieldsLook = {
  text: "#2b2620",
  textSoft: "#675b4d",
  background: "#fdfaf4",
  line: "#85775f",
  accent: "#2b2620",
  problem: "#9c2b23",
  fontFamily: "Inter, system-ui, sans-serif",
};

export function PaymentSection({
  checkout,
  payment,
  settings,
  locked,
}: {
  readonly checkout: Checkout;
  readonly payment: Payment;
  readonly settings: PageSettings;
  readonly locked: boolean;
}) {
  const { copy, tag, amount, ...voice } = useVoice();
  const { view } = checkout;
  const free = isFree(view);
  const [fields, setFields] = useState<PaymentFields | null>(null);
  const [isUnavailable, setUnavailable] = useState(false);
  const [round, setRound] = useState(0);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const onUnavailable = useCallback(() => setUnavailable(true), []);
  const isOpen = view.contact !== null && (!view.needsDelivery || view.deliveryAddress !== null);
  // Card fields without a price would have to be taken away again.
  const needsCard = isOpen && !free;
  // Somebody else has the word: the bank, once it is asked again, or nobody yet.
  const isElsewhere =
    payment.state.kind === "confirming" ||
    (payment.state.kind === "challenged" && payment.state.opens === "on-request");

  const press = (): void => {
    const found = faultsOf(checkout, copy);
    setFaults(found);
    if (found.length > 0) return;
    if (free) return void payment.pay(null);
    const billing = billingOf(checkout);
    if (fields && billing) void payment.pay({ fields, billing });
  };

  return (
    <Section id="payment" step={view.needsDelivery ? 3 : 2} heading={copy.payment.heading} copy={copy}>
      <PaymentStatus
        payment={payment}
        view={view}
        cartAddress={`${settings.shopOrigin}/${voice.locale.path}/cart`}
      />
      {!isOpen && (
        <p className="co-muted">{view.needsDelivery ? copy.payment.pending : copy.payment.pendingDigital}</p>
      )}
      {isOpen && free && <p>{copy.payment.notNeeded}</p>}
      {needsCard && (
        <div className="co-card" aria-busy={fields === null} hidden={isElsewhere}>
          <p className="co-hint">
            <Icon name="lock" /> {copy.payment.hint}
          </p>
          {fields === null && !isUnavailable && <CardFieldsToCome />}
          {isUnavailable ? (
            <Notice tone="problem" role="alert">
              <p>{copy.payment.unavailable}</p>
              <Button
                variant="secondary"
                onClick={() => {
                  setUnavailable(false);
                  setRound(round + 1);
                }}
              >
                {copy.payment.retryFields}
              </Button>
            </Notice>
          ) : (
            <StripePaymentFields
              key={`${round}-${view.currency}`}
              publishableKey={settings.publishableKey}
              amount={view.total}
              languageTag={tag}
              look={look}
              onReady={setFields}
              onUnavailable={onUnavailable}
            />
          )}
        </div>
      )}
      {isOpen && needsBill(view) && (
        <BillingAddress
          checkout={checkout}
          locked={locked}
          suggest={settings.suggestsAddresses ? checkout.api.suggest : null}
        />
      )}
      {isOpen && !isElsewhere && (
        <div className="co-pay">
          <FaultSummary faults={faults} />
          <p className="co-terms">
            <Terms links={legalLinks({ copy, tag, ...voice }, settings.shopOrigin)} />
          </p>
          <Button
            wide
            busy={isBusy(payment.state)}
            aria-disabled={isBusy(payment.state) || (needsCard && fields === null)}
            onClick={() => {
              if (!isBusy(payment.state)) press();
            }}
          >
            {payButton({ copy, tag, ...voice }, amount(view.total), free)}
          </Button>
          {!free && (
            <p className="co-secure">
              <Icon name="lock" /> {copy.payment.secure}
            </p>
          )}
        </div>
      )}
    </Section>
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

function Terms({ links }: { readonly links: readonly { readonly href: string; readonly words: string }[] }) {
  const { copy } = useVoice();
  return (
    <>
      {copy.terms.before}{" "}
      {links.map(({ href, words }, index) => (
        <span key={words}>
          {index > 0 && (index === links.length - 1 ? ` ${copy.terms.and} ` : ", ")}
          <a href={href} target="_blank" rel="noreferrer">
            {words}
          </a>
        </span>
      ))}
      {copy.terms.after}
    </>
  );
}

/** Also for nothing to pay, where files are taxed by where the bill goes: without it there is no quote. */
function needsBill(view: Checkout["view"]): boolean {
  return !isFree(view) || (!view.needsDelivery && (view.tax === null || view.billingAddress !== null));
}

function faultsOf(
  { view, saving, unsaved }: Checkout,
  copy: ReturnType<typeof useVoice>["copy"],
): readonly Fault[] {
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
  const isWorking = Object.values(saving).includes("saving");
  if (faults.length === 0 && (view.quote === null || isWorking)) {
    faults.push({ field: "summary-heading", words: copy.faults.price });
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
