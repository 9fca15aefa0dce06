"use client";

import type { CheckoutView, OfferedMethods } from "@evertill/checkout/api";
import { Notice } from "@evertill/design-system";
import { useRef } from "react";
import { cartAddress, voiceOf } from "../copy/copy-of.ts";
import { isBusy } from "../payment/payment-flow.ts";
import { ChangeDialog } from "./change-dialog.tsx";
import { ContactSection } from "./contact-section.tsx";
import { DeliverySection } from "./delivery-section.tsx";
import type { PageSettings } from "./page-settings.ts";
import { PaymentSection } from "./payment-section.tsx";
import { Stopped } from "./stopped.tsx";
import { isAboutCodes, Summary } from "./summary.tsx";
import { useCheckout } from "./use-checkout.ts";
import { currentVisit, useCheckoutEvents } from "./use-checkout-events.ts";
import { useEarlyTyping } from "./use-early-typing.ts";
import { useMethods } from "./use-methods.ts";
import { usePayment } from "./use-payment.ts";
import { useVoice, VoiceScope } from "./words.tsx";

/** The whole till on one page, as a guest: contact, delivery, payment, and what it costs beside them. */
export function CheckoutPage({
  initial,
  methods: offered,
  settings,
}: {
  readonly initial: CheckoutView;
  readonly methods: OfferedMethods;
  readonly settings: PageSettings;
}) {
  const voice = voiceOf(initial.locale);
  const { copy } = voice;
  const checkout = useCheckout(initial, copy);
  const { view } = checkout;
  const methods = useMethods(offered, checkout.api, view.currency);
  const payment = usePayment(checkout, {
    copy,
    locale: voice.locale,
    providers: settings.providers,
    methods,
    tracking: currentVisit,
  });
  const isPaying = isBusy(payment.state);
  // Who is paying learns from the payment's own answer how it stands.
  const stopped = isPaying ? null : view.stopped;
  const locked = isPaying || stopped !== null;
  const hasAddress = view.needsDelivery || (stopped !== null && view.deliveryAddress !== null);
  const form = useRef<HTMLDivElement>(null);
  useEarlyTyping(form);
  useCheckoutEvents(view, settings.release, payment.state.kind === "sending");
  return (
    <VoiceScope value={voice}>
      <div className="co-page">
        <h1 className="ds-visually-hidden">{copy.title}</h1>
        <Summary checkout={checkout} locked={locked} />
        <div className="co-form" id="form" tabIndex={-1} ref={form}>
          {stopped === null && payment.state.kind !== "changed" && (
            <Notices notices={view.notices} cartAddress={cartAddress(voice, settings.shopOrigin)} />
          )}
          {stopped === null && checkout.words && (
            <Notice tone="problem" role="alert">
              <p>{checkout.words}</p>
            </Notice>
          )}
          <ContactSection checkout={checkout} locked={locked} />
          {hasAddress && (
            <DeliverySection
              checkout={checkout}
              locked={locked}
              suggest={settings.suggestsAddresses ? checkout.api.suggest : null}
            />
          )}
          {!hasAddress && stopped === null && <p className="co-digital">{copy.delivery.digital}</p>}
          {stopped === null ? (
            <PaymentSection
              checkout={checkout}
              methods={methods}
              payment={payment}
              settings={settings}
              locked={locked}
            />
          ) : (
            <Stopped key={stopped} reason={stopped} shopOrigin={settings.shopOrigin} />
          )}
        </div>
        <ChangeDialog checkout={checkout} />
      </div>
    </VoiceScope>
  );
}

/** What happened to the order meanwhile. While a payment came back changed, its own words tell it. */
function Notices({
  notices,
  cartAddress,
}: {
  readonly notices: CheckoutView["notices"];
  readonly cartAddress: string;
}) {
  const { copy } = useVoice();
  return notices
    .filter((notice) => !isAboutCodes(notice))
    .map(({ kind, message }) => (
      <Notice key={message}>
        <p>{message}</p>
        {kind === "stock-reduced" && <a href={cartAddress}>{copy.payment.changeCart}</a>}
      </Notice>
    ));
}
