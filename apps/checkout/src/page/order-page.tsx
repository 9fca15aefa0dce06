"use client";

import type { OrderView } from "@evertill/checkout/api";
import { LinkButton } from "@evertill/design-system";
import { addressLines } from "@evertill/checkout/address-lines";
import type { Copy } from "../copy/copy.ts";
import { voiceOf } from "../copy/copy-of.ts";
import { Lines, Totals } from "./lines.tsx";
import { VoiceScope } from "./words.tsx";

/** The receipt: what was bought, what it cost, where it goes and what happens next. */
export function OrderPage({ order, shopOrigin }: { readonly order: OrderView; readonly shopOrigin: string }) {
  const voice = voiceOf(order.locale);
  const { copy, tag, locale } = voice;
  const needsDelivery = order.deliveryAddress !== null;
  const placed = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  return (
    <VoiceScope value={voice}>
      <div className="co-order">
        <header className="co-order-head">
          <p className="co-order-number">
            {copy.order.number} <strong>{order.number}</strong>
          </p>
          <h1>{copy.order.thanks(order.deliveryAddress?.firstName ?? "")}</h1>
          <p>{copy.order.mail(order.email)}</p>
        </header>
        <div className="co-order-columns">
          <div className="co-stack">
            <section aria-labelledby="next-heading">
              <h2 id="next-heading">{copy.order.next}</h2>
              <ol className="co-next">
                {(needsDelivery ? copy.order.nextDelivery : copy.order.nextDigital).map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </section>
            <dl className="co-facts">
              {order.deliveryAddress && (
                <div>
                  <dt>{copy.order.deliverTo}</dt>
                  <dd>
                    {addressLines(order.deliveryAddress, tag).map((line) => (
                      <span key={line}>{line}</span>
                    ))}
                  </dd>
                </div>
              )}
              {order.deliveryTitle && (
                <div>
                  <dt>{copy.order.deliverBy}</dt>
                  <dd>{order.deliveryTitle}</dd>
                </div>
              )}
              <div>
                <dt>{copy.order.paidWith}</dt>
                <dd>{paidWith(order.payment, copy)}</dd>
              </div>
              <div>
                <dt>{copy.order.placed}</dt>
                <dd>{placed.format(new Date(order.placedAt))}</dd>
              </div>
            </dl>
            <p className="co-muted">{copy.order.keepLink}</p>
            <div>
              <LinkButton href={`${shopOrigin}/${locale.path}`} variant="secondary">
                {copy.backToShop}
              </LinkButton>
            </div>
          </div>
          <section className="co-order-summary" aria-labelledby="order-heading">
            <h2 id="order-heading">{copy.summary.heading}</h2>
            <Lines lines={order.lines} />
            <Totals
              subtotal={order.subtotal}
              discountTotal={order.discountTotal}
              deliveryTotal={order.deliveryTotal}
              tax={order.tax}
              total={order.total}
              needsDelivery={needsDelivery}
            />
          </section>
        </div>
      </div>
    </VoiceScope>
  );
}

function paidWith({ provider, card }: OrderView["payment"], copy: Copy): string {
  if (card) {
    const words = copy.order.card(cardBrand(card.brand), card.last4);
    return card.wallet === null ? words : `${walletTitles[card.wallet]}, ${words}`;
  }
  if (provider === null) return copy.order.nothingPaid;
  return handlerNames[provider] ?? provider;
}

const walletTitles = { "apple-pay": "Apple Pay", "google-pay": "Google Pay" } as const;

/** Who takes a payment that is no card. */
const handlerNames: Readonly<Record<string, string>> = { paypal: "PayPal" };

const brands: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

function cardBrand(brand: string): string {
  return brands[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1);
}
