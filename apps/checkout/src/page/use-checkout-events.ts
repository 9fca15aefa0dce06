"use client";

import type { CheckoutView, PayRequest } from "@evertill/checkout/api";
import { browserMeans, type Capture, createCapture } from "@evertill/tracking/browser";
import { useEffect, useEffectEvent, useMemo } from "react";
import { eventItems, type Funnel, oncePerCheckout } from "./checkout-events.ts";

/**
 * The till's steps of the funnel, under the consent given in the shop (which tells `begin_checkout` itself). `isPaying`: the
 * shopper has decided to pay, so payment details were given.
 */
export function useCheckoutEvents(view: CheckoutView, release: string, isPaying: boolean): void {
  const isNew = useMemo(() => oncePerCheckout(view.token, () => sessionStorage), [view.token]);
  const tell = useEffectEvent((step: Funnel): void => {
    const { total, chosenDeliveryOption, deliveryOptions, locale, currency } = view;
    if (!isNew(step)) return;
    const capture = openCapture();
    const facts = { locale, currency, release, arm: "0" };
    const common = { value: total, items: eventItems(view) };
    const chosen = deliveryOptions.find(({ handle }) => handle === chosenDeliveryOption);
    if (step === "add_shipping_info") {
      capture.record({ name: step, ...common, shippingTier: chosen?.title ?? "" }, facts);
    } else {
      const paymentType = total.amountMinor === 0 ? "none" : "card";
      capture.record({ name: step, ...common, paymentType }, facts);
    }
    capture.flush();
  });
  const hasDelivery = view.needsDelivery && view.chosenDeliveryOption !== null;
  useEffect(() => {
    if (hasDelivery) tell("add_shipping_info");
  }, [hasDelivery]);
  useEffect(() => {
    if (isPaying) tell("add_payment_info");
  }, [isPaying]);
}

/** What the server needs to record the purchase as part of the same visit. */
export function currentVisit(): Pick<PayRequest, "tracking"> {
  try {
    return { tracking: openCapture().visit() };
  } catch {
    // Counting must never stand between a shopper and paying.
    return {};
  }
}

/** The page's own address holds a secret and is never told. */
function openCapture(): Capture {
  const address = (): URL => new URL("/checkout", window.location.origin);
  return createCapture({ ...browserMeans("/events"), address });
}
