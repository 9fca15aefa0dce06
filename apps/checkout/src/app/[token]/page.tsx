import { notFound, redirect } from "next/navigation";
import { environment } from "../../env.ts";
import { CheckoutPage } from "../../page/checkout-page.tsx";
import { Words } from "../../page/words-page.tsx";
import { pageVoice, readCheckout } from "../../server/page-voice.ts";

type Props = { readonly params: Promise<{ readonly token: string }> };

export default async function Page({ params }: Props) {
  const { token } = await params;
  const view = await readCheckout(token);
  if (view === null) notFound();
  if (view.payment.kind === "paid") redirect(`/orders/${encodeURIComponent(view.payment.orderToken)}`);
  const { PUBLIC_ORIGIN, STRIPE_PUBLISHABLE_KEY, RELEASE_ID, ADDRESS_SUGGESTIONS_URL } = environment();
  if (view.state === "expired") {
    const { copy, locale } = await pageVoice();
    return <Words {...copy.expired} href={`${PUBLIC_ORIGIN}/${locale.path}/cart`} link={copy.backToCart} />;
  }
  return (
    <CheckoutPage
      initial={view}
      settings={{
        shopOrigin: PUBLIC_ORIGIN,
        publishableKey: STRIPE_PUBLISHABLE_KEY,
        release: RELEASE_ID,
        suggestsAddresses: ADDRESS_SUGGESTIONS_URL !== undefined,
      }}
    />
  );
}
