"use client";

import type { CheckoutView } from "@evertill/checkout/api";
import type { PaymentFields } from "@evertill/payments/browser";
import { StripeExpressButtons } from "@evertill/payments/providers/stripe/browser";
import { useState } from "react";
import type { ProviderSettings } from "./page-settings.ts";
import { Terms } from "./terms.tsx";
import { useVoice } from "./words.tsx";

/**
 * The wallets of the shopper's browser, above the card fields. Where it has none nothing stands here, and nothing is said:
 * the card is typed as ever.
 */
export function ExpressWallets({
  stripe,
  view,
  shopOrigin,
  hidden,
  mayOpen,
  onAgreed,
}: {
  readonly stripe: ProviderSettings["stripe"];
  readonly view: CheckoutView;
  readonly shopOrigin: string;
  readonly hidden: boolean;
  readonly mayOpen: () => boolean;
  readonly onAgreed: (wallet: PaymentFields) => void;
}) {
  const { copy, tag, amount } = useVoice();
  const [isThere, setThere] = useState(false);
  return (
    <div className="co-express" data-there={isThere} hidden={hidden}>
      {isThere && (
        <>
          <p className="co-hint">{copy.payment.express(amount(view.total))}</p>
          <Terms shopOrigin={shopOrigin} />
        </>
      )}
      <StripeExpressButtons
        // A price in another currency needs another element: Stripe's cannot change theirs.
        key={view.currency}
        amount={view.total}
        languageTag={tag}
        mayOpen={mayOpen}
        onAgreed={onAgreed}
        onKnown={setThere}
        {...stripe}
      />
      {isThere && <p className="co-or">{copy.payment.orCard}</p>}
    </div>
  );
}
