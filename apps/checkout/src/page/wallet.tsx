"use client";

import type { CheckoutView } from "@evertill/checkout/api";
import { PayPalButton } from "@evertill/payments/providers/paypal/browser";
import { useState } from "react";
import type { ProviderSettings } from "./page-settings.ts";
import type { Payment } from "./use-payment.ts";
import { useVoice } from "./words.tsx";

/** PayPal's button. `mayTap` is asked first: what is still missing is told on the page, not in a window that closes again. */
export function Wallet({
  paypal: { clientId, isTest, scriptUrl },
  view,
  payment,
  disabled,
  mayTap,
  onUnavailable,
}: {
  readonly paypal: NonNullable<ProviderSettings["paypal"]>;
  readonly view: CheckoutView;
  readonly payment: Pick<Payment, "tap" | "walletEnded">;
  readonly disabled: boolean;
  readonly mayTap: () => boolean;
  readonly onUnavailable: () => void;
}) {
  const { tag } = useVoice();
  const [isReady, setReady] = useState(false);
  return (
    <div
      className="co-wallet"
      aria-busy={!isReady}
      onClickCapture={(event) => {
        if (!mayTap()) event.stopPropagation();
      }}
    >
      <PayPalButton
        publishableKey={clientId}
        isTest={isTest}
        scriptUrl={scriptUrl}
        amount={view.total}
        languageTag={tag}
        disabled={disabled}
        onTap={(instrument) =>
          instrument.provider === "paypal" ? payment.tap(instrument) : Promise.resolve(null)
        }
        onEnd={payment.walletEnded}
        onReady={() => setReady(true)}
        onUnavailable={onUnavailable}
      />
    </div>
  );
}
