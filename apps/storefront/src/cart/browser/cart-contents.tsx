"use client";

import { Button, buttonLook, Icon, Notice, Skeleton } from "@evertill/design-system";
import type { EventItem } from "@evertill/tracking/browser";
import { ShopImage } from "../../components/shop-image.tsx";
import type { ReactNode, SubmitEvent } from "react";
import type { CartWords } from "../../components/header.tsx";
import { Seen, useRecord } from "../../tracking/tracking-scope.tsx";
import type { CartLineView, CartView } from "../cart-view.ts";
import { useCart } from "./cart-scope.tsx";

type Props = {
  readonly locale: string;
  readonly words: CartWords;
  /** What the server knew when it wrote the page. */
  readonly initial?: CartView | undefined;
};

/** The lines of the cart. Every button sits in a real form, so that the page does the same without a script. */
export function CartContents({ locale, words, initial }: Props) {
  const cart = useCart();
  const view = cart.view ?? initial;
  if (view === undefined)
    return cart.hasFailed ? <Notice tone="problem">{words.unreachable}</Notice> : <CartSkeleton />;
  return (
    <>
      {view.lines.length > 0 && (
        <Seen event={{ name: "view_cart", value: view.value, items: view.lines.map(toItem) }} />
      )}
      <div className="cart-problems" aria-live="polite">
        {cart.hasFailed && <Notice tone="problem">{words.unreachable}</Notice>}
        {view.problems
          .filter((problem) => !isToldBesideCode(problem, view, words))
          .map((problem) => (
            <Notice key={problem}>{problem}</Notice>
          ))}
      </div>
      {view.lines.length === 0 ? (
        <EmptyCart locale={locale} words={words} isFilling={view.totalQuantity > 0} />
      ) : (
        <ul className="cart-lines">
          {view.lines.map((line) => (
            <Line key={line.id} line={line} locale={locale} words={words} isPending={cart.isPending} />
          ))}
        </ul>
      )}
    </>
  );
}

/** A code that does not apply is told where it was typed. */
function isToldBesideCode(problem: string, { discountCodes }: CartView, words: CartWords): boolean {
  return discountCodes.some(
    ({ code, applicable }) => !applicable && problem === words.codeNotApplicable.replace("{}", code),
  );
}

function EmptyCart({ locale, words, isFilling }: Props & { readonly isFilling: boolean }) {
  if (isFilling) return <CartSkeleton />;
  return (
    <div className="cart-empty">
      <p>{words.empty}</p>
      <p className="cart-empty-hint">{words.emptyHint}</p>
      <a {...buttonLook({ variant: "secondary" })} href={`/${locale}/collections`}>
        {words.continueShopping}
      </a>
    </div>
  );
}

function CartSkeleton() {
  return (
    <div className="cart-line" aria-hidden="true">
      <Skeleton height="6rem" />
      <Skeleton height="3rem" />
    </div>
  );
}

function Line({
  line,
  locale,
  words,
  isPending,
}: {
  readonly line: CartLineView;
  readonly locale: string;
  readonly words: CartWords;
  readonly isPending: boolean;
}) {
  const { setQuantity } = useCart();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    if (submitter instanceof HTMLButtonElement) void setQuantity(line.id, Number(submitter.value));
  };
  const more = line.quantity + line.quantityStep;
  const name = (text: string) => text.replace("{}", line.title);
  return (
    <li className="cart-line">
      {line.image && <ShopImage src={line.image.src} alt="" width={120} height={150} sizes="80px" />}
      <div className="cart-line-words">
        <a href={line.path}>{line.title}</a>
        {line.options.length > 0 && <p className="cart-line-options">{line.options.join(" · ")}</p>}
        <form className="stepper" method="post" action={`/${locale}/cart/lines`} onSubmit={submit}>
          <input type="hidden" name="lineId" value={line.id} />
          <button
            name="quantity"
            value={Math.max(0, line.quantity - line.quantityStep)}
            aria-label={name(words.fewer)}
          >
            <Icon name="minus" />
          </button>
          <span className="stepper-value">
            <span className="ds-visually-hidden">{name(words.quantityOf)} </span>
            {line.quantity}
          </span>
          <button
            name="quantity"
            value={more}
            disabled={line.quantityMax !== null && more > line.quantityMax}
            aria-label={name(words.more)}
          >
            <Icon name="plus" />
          </button>
          <button className="stepper-remove" name="quantity" value={0} aria-label={name(words.removeOf)}>
            {words.remove}
          </button>
        </form>
      </div>
      <p className="cart-line-price" data-pending={isPending}>
        {line.totalBefore && <s>{line.totalBefore}</s>} {line.total}
        {line.quantity > 1 && (
          <small>
            {line.unitPrice} {words.each}
          </small>
        )}
      </p>
    </li>
  );
}

/** Sum, discount code and the way to the till; nothing while there is nothing to pay for. */
export function CartTotals({ locale, words, initial, children }: Props & { readonly children?: ReactNode }) {
  const cart = useCart();
  const record = useRecord();
  const view = cart.view ?? initial;
  if (view === undefined || view.lines.length === 0) return null;
  return (
    <div className="cart-totals">
      <DiscountForm locale={locale} words={words} view={view} />
      <dl aria-busy={cart.isPending} data-pending={cart.isPending}>
        {view.discount && (
          <div>
            <dt>{words.discount}</dt>
            <dd>−{view.discount}</dd>
          </div>
        )}
        <div className="cart-subtotal">
          <dt>{words.subtotal}</dt>
          <dd>{view.subtotal}</dd>
        </div>
      </dl>
      <p className="cart-note">{words.deliveryAtCheckout}</p>
      <form
        method="post"
        action={`/${locale}/cart/checkout`}
        onSubmit={() => record({ name: "begin_checkout", value: view.value, items: view.lines.map(toItem) })}
      >
        <Button type="submit" wide>
          <Icon name="lock" />
          {words.checkout}
        </Button>
      </form>
      {children}
    </div>
  );
}

function DiscountForm({
  locale,
  words,
  view,
}: {
  readonly locale: string;
  readonly words: CartWords;
  readonly view: CartView;
}) {
  const { setDiscountCodes } = useCart();
  const action = `/${locale}/cart/discount`;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = new FormData(event.currentTarget).get("code");
    void setDiscountCodes(typeof code === "string" && code.trim() !== "" ? [code.trim()] : []);
    event.currentTarget.reset();
  };
  return (
    <div className="discount">
      <div aria-live="polite">
        {view.discountCodes.map(({ code, applicable }) => (
          <form key={code} className="discount-code" method="post" action={action} onSubmit={submit}>
            <input type="hidden" name="code" value="" />
            <span className="ds-badge" data-tone={applicable ? "moss" : "brass"}>
              {code}
            </span>
            <button className="discount-remove" aria-label={words.removeCode.replace("{}", code)}>
              <Icon name="close" />
            </button>
            {!applicable && <p>{words.codeNotApplicable.replace("{}", code)}</p>}
          </form>
        ))}
      </div>
      <details>
        <summary>{words.discountCode}</summary>
        <form className="discount-form" method="post" action={action} onSubmit={submit}>
          <input
            className="ds-control"
            name="code"
            aria-label={words.discountCode}
            maxLength={100}
            autoComplete="off"
            required
          />
          <Button type="submit" variant="secondary">
            {words.apply}
          </Button>
        </form>
      </details>
    </div>
  );
}

function toItem(line: CartLineView): EventItem {
  const { productId, variantId, sku, title, quantity, unitPriceMinor } = line;
  return { productId, variantId, sku, title, quantity, unitPriceMinor };
}
