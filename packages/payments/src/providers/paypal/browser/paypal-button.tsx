"use client";

import { createElement, useEffect, useState } from "react";
import type { WalletButtonProps } from "../../../browser/payment-fields.ts";
import type { ShopperAction } from "../../../payment-method.ts";
import { loadPayPalScript, type PayPalScript } from "./load-script.ts";
import { openWallet, type PayPalWallet } from "./wallet.ts";

export type PayPalButtonProps = WalletButtonProps & Pick<PayPalScript, "scriptUrl">;

/**
 * PayPal's own button, beside or instead of card fields. A tap opens the payer's window at once and asks the till for the
 * payment meanwhile; the till's answer is the order that the window then shows.
 */
export function PayPalButton(props: PayPalButtonProps) {
  const {
    publishableKey: clientId,
    isTest,
    scriptUrl,
    amount,
    languageTag,
    disabled,
    onReady,
    onUnavailable,
  } = props;
  const { currency } = amount;
  const [wallet, setWallet] = useState<PayPalWallet | null>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    let wanted = true;
    const load = async (): Promise<void> => {
      const opened = await loadPayPalScript({ isTest, scriptUrl })
        .then((paypal) => openWallet(paypal, { clientId, languageTag, currency }))
        .catch(() => null);
      if (!wanted) return;
      setWallet(opened);
      if (opened) onReady();
      else onUnavailable();
    };
    void load();
    return () => {
      wanted = false;
    };
  }, [clientId, isTest, scriptUrl, languageTag, currency, onReady, onUnavailable]);

  if (wallet === null) return null;
  // A second order would close the first, which the payer is looking at.
  const isIdle = disabled === true || isOpen;
  const tapped = async () => {
    if (isIdle) return;
    setOpen(true);
    await tap(wallet, props);
    setOpen(false);
  };
  // The element comes with PayPal's script, so React knows no such tag.
  return createElement("paypal-button", {
    type: "pay",
    onClick: () => void tapped(),
    ...(isIdle && { disabled: true }),
  });
}

async function tap(wallet: PayPalWallet, { onTap, onEnd }: WalletButtonProps): Promise<void> {
  const action = onTap({ provider: "paypal", tap: crypto.randomUUID() });
  // Nothing may be awaited before this, or the browser opens no window.
  const end = await wallet.approve(action.then(orderOf));
  if (end !== null) onEnd(end);
}

function orderOf(action: ShopperAction | null): string | null {
  return action?.provider === "paypal" ? action.orderId : null;
}
