"use client";

import { Button, Price } from "@evertill/design-system";
import type { EventItem, TrackingEvent } from "@evertill/tracking/browser";
import type { ReactNode, SubmitEvent } from "react";
import useSWR from "swr";
import { useCart } from "../cart/browser/cart-scope.tsx";
import { latestOf, type LiveVariant } from "../shop/live-variant.ts";
import { Seen, useRecord } from "../tracking/tracking-scope.tsx";

export type BuyBoxProps = {
  readonly locale: string;
  readonly variantId: string;
  /** As the page was written; what is read live wins where it is newer. */
  readonly written: LiveVariant;
  readonly item: EventItem;
  readonly value: Extract<TrackingEvent, { name: "view_item" }>["value"];
  readonly words: {
    readonly addToCart: string;
    readonly soldOut: string;
    readonly priceNow: string;
    readonly priceBefore: string;
    readonly changedPrice: string;
  };
  /** What is chosen before it is bought: stands between the price and the button. */
  readonly children?: ReactNode;
};

async function readVariant(address: string): Promise<LiveVariant> {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`The variant answered ${response.status}`);
  return (await response.json()) as LiveVariant;
}

/** Price, stock and the form that buys. Complete as the server wrote it; the browser then asks for what is true now. */
export function BuyBox({ locale, variantId, written, item, value, words, children }: BuyBoxProps) {
  const { data } = useSWR(`/${locale}/variants/${variantId}`, readVariant, { errorRetryCount: 1 });
  const live = latestOf(written, data);
  const cart = useCart();
  const record = useRecord();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    record({ name: "add_to_cart", value, items: [item] });
    void cart.add(variantId, 1);
    cart.open();
  };
  return (
    <div className="buy">
      <Seen key={variantId} event={{ name: "view_item", value, items: [item] }} />
      <p className="buy-price">
        <Price
          now={live.price}
          was={live.compareAtPrice}
          nowLabel={words.priceNow}
          wasLabel={words.priceBefore}
        />
      </p>
      {live.price !== written.price && <output className="buy-changed">{words.changedPrice}</output>}
      {children}
      <form method="post" action={`/${locale}/cart/lines`} onSubmit={submit}>
        <input type="hidden" name="variantId" value={variantId} />
        <input type="hidden" name="quantity" value="1" />
        <Button type="submit" wide disabled={!live.availableForSale}>
          {live.availableForSale ? words.addToCart : words.soldOut}
        </Button>
      </form>
      <p className="buy-stock" data-tone={live.stockTone}>
        {live.stock}
      </p>
    </div>
  );
}
