"use client";

import { useEffect, useRef } from "react";
import type { PaymentFieldsProps } from "../../../browser/payment-fields.ts";
import { collect, type SeenCard, seeField } from "./collect.ts";
import { dress, stylesInFrames } from "./dress.ts";
import { type AdyenBrowserSettings, environmentOf, reachFrames } from "./environment.ts";

export type AdyenPaymentFieldsProps = Omit<PaymentFieldsProps, "publishableKey" | "amount"> &
  Pick<AdyenBrowserSettings, "environment" | "countryCode" | "standInUrl"> & {
    /** Adyen's client key. */
    readonly publishableKey: string;
  };

/**
 * Adyen's card fields. The card never reaches the page: each field is a frame of Adyen's, which hands over its encryption.
 * The page brings `providers/adyen/browser/styles.css`.
 */
export function AdyenPaymentFields(props: AdyenPaymentFieldsProps) {
  const {
    publishableKey,
    environment,
    countryCode,
    standInUrl,
    languageTag,
    look,
    onReady,
    onUnavailable,
    patienceMs,
  } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let wanted = true;
    let unmount = () => {};
    const fail = () => {
      if (wanted) onUnavailable();
    };
    const late = setTimeout(fail, patienceMs);
    const open = async (): Promise<void> => {
      const settings = { clientKey: publishableKey, environment, countryCode, languageTag, standInUrl };
      const [{ AdyenCheckout, Card }] = await Promise.all([
        import("@adyen/adyen-web"),
        reachFrames(settings),
      ]);
      const checkout = await AdyenCheckout({ ...environmentOf(settings), onError: fail });
      if (!wanted || !place.current) return;
      let seen: SeenCard = {};
      const card = new Card(checkout, {
        brands: ["visa", "mc", "amex"],
        showPayButton: false,
        styles: stylesInFrames(look),
        onConfigSuccess: () => {
          clearTimeout(late);
          if (wanted) onReady({ collect: (billing) => collect(card, billing, seen) });
        },
        onFieldValid: (field) => (seen = seeField(seen, field)),
      });
      dress(place.current, look);
      card.mount(place.current);
      unmount = () => card.unmount();
    };
    open().catch(fail);
    return () => {
      wanted = false;
      clearTimeout(late);
      onReady(null);
      unmount();
    };
  }, [
    publishableKey,
    environment,
    countryCode,
    standInUrl,
    languageTag,
    look,
    onReady,
    onUnavailable,
    patienceMs,
  ]);
  return <div ref={place} />;
}
