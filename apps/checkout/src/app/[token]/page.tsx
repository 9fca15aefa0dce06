import { notFound, redirect } from "next/navigation";
import { composition } from "../../compose.ts";
import { wayBack } from "../../copy/copy-of.ts";
import { type Environment, environment } from "../../env.ts";
import { CheckoutPage } from "../../page/checkout-page.tsx";
import type { ProviderSettings } from "../../page/page-settings.ts";
import { Words } from "../../page/words-page.tsx";
import { pageVoice, readCheckout } from "../../server/page-voice.ts";

type Props = { readonly params: Promise<{ readonly token: string }> };

export default async function Page({ params }: Props) {
  const { token } = await params;
  const view = await readCheckout(token);
  if (view === null) notFound();
  if (view.payment.kind === "paid") redirect(`/orders/${encodeURIComponent(view.payment.orderToken)}`);
  const settings = environment();
  const { PUBLIC_ORIGIN, RELEASE_ID, ADDRESS_SUGGESTIONS_URL } = settings;
  const { stopped } = view;
  if (stopped !== null) {
    const voice = await pageVoice();
    return <Words {...voice.copy.stopped[stopped]} {...wayBack(voice, PUBLIC_ORIGIN, stopped)} />;
  }
  const { till } = await composition();
  const methods = await till.offeredMethods(token, []);
  if (methods === null) notFound();
  return (
    <CheckoutPage
      initial={view}
      methods={methods}
      settings={{
        shopOrigin: PUBLIC_ORIGIN,
        providers: providersOf(settings),
        release: RELEASE_ID,
        suggestsAddresses: ADDRESS_SUGGESTIONS_URL !== undefined,
      }}
    />
  );
}

/** What the browser may know of each provider that is there. */
function providersOf(env: Environment): ProviderSettings {
  const { ADYEN_CLIENT_KEY, ADYEN_LIVE_PREFIX, ADYEN_WEB_URL } = env;
  const { PAYPAL_CLIENT_ID, PAYPAL_API_URL, PAYPAL_JS_URL } = env;
  return {
    stripe: { publishableKey: env.STRIPE_PUBLISHABLE_KEY, scriptUrl: env.STRIPE_JS_URL },
    adyen: ADYEN_CLIENT_KEY
      ? {
          clientKey: ADYEN_CLIENT_KEY,
          environment: ADYEN_LIVE_PREFIX === undefined ? "test" : "live",
          webUrl: ADYEN_WEB_URL,
        }
      : null,
    paypal: PAYPAL_CLIENT_ID
      ? { clientId: PAYPAL_CLIENT_ID, isTest: PAYPAL_API_URL !== undefined, scriptUrl: PAYPAL_JS_URL }
      : null,
  };
}
