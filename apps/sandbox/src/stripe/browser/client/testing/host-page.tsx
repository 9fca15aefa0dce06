import {
  Elements,
  ExpressCheckoutElement,
  PaymentElement,
  useElements,
  useStripe,
} from "@stripe/react-stripe-js";
import type {
  Stripe,
  StripeElementsOptions,
  StripeExpressCheckoutElementOptions,
  StripePaymentElementOptions,
} from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

/** What a test asks of the shop's page, as JSON in its query. */
export type HostSettings = {
  readonly publishableKey: string;
  readonly elements?: object;
  readonly payment?: StripePaymentElementOptions;
  /** Present: a wallet's button stands above the fields. */
  readonly express?: StripeExpressCheckoutElementOptions & { readonly refuses?: boolean };
};

const settings = JSON.parse(new URLSearchParams(location.search).get("settings") ?? "{}") as HostSettings;
const news: string[] = [];
const loading = loadStripe(settings.publishableKey);
Object.assign(window, { news, loading });
loading.catch((error: unknown) => news.push(`load failed: ${String(error)}`));

/** A shop's page as Stripe's documents write it: deferred intent, confirmed on the server, next action in the page. */
function Pay() {
  const stripe = useStripe();
  const elements = useElements();
  const [said, say] = useState("");

  async function pay(): Promise<string> {
    if (!stripe || !elements) return "not ready";
    const submitted = await elements.submit();
    if (submitted.error) return `${submitted.error.type} ${submitted.error.code}: ${submitted.error.message}`;
    const { error, confirmationToken } = await stripe.createConfirmationToken({
      elements,
      params: {
        payment_method_data: { billing_details: billing },
        return_url: `${location.origin}/returned`,
      },
    });
    if (error) return `${error.type} ${error.code}: ${error.message}`;
    const response = await fetch("/pay", { method: "POST", body: confirmationToken.id });
    const { status, client_secret: clientSecret, code } = await response.json();
    return status === "requires_action" ? finish(stripe, clientSecret) : (code ?? status);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say("…");
        void pay().then(say, (thrown: unknown) => say(`thrown ${String(thrown)}`));
      }}
    >
      {settings.express && (
        <ExpressCheckoutElement
          options={settings.express}
          onReady={({ availablePaymentMethods }) =>
            news.push(`wallets ${JSON.stringify(availablePaymentMethods)}`)
          }
          onLoadError={({ error }) => news.push(`wallets loaderror ${error.type}`)}
          onClick={({ expressPaymentType, resolve, reject }) => {
            news.push(`click ${expressPaymentType}`);
            if (settings.express?.refuses === true) reject();
            else resolve();
          }}
          onConfirm={({ paymentFailed }) => {
            const payByWallet = async (): Promise<void> => {
              const answer = await pay();
              if (answer.includes("error")) paymentFailed();
              say(answer);
            };
            void payByWallet();
          }}
          onCancel={() => news.push("cancel")}
        />
      )}
      <PaymentElement
        {...(settings.payment && { options: settings.payment })}
        onReady={() => news.push("ready")}
        onLoaderStart={() => news.push("loaderstart")}
        onLoadError={({ error }) => news.push(`loaderror ${error.type}`)}
        onChange={({ complete, empty, value }) =>
          news.push(`change ${value.type} ${complete ? "complete" : empty ? "empty" : "begun"}`)
        }
        onFocus={() => news.push("focus")}
        onBlur={() => news.push("blur")}
        onEscape={() => news.push("escape")}
      />
      <button type="submit" disabled={!stripe}>
        Pay
      </button>
      <output aria-label="What came of it">{said}</output>
    </form>
  );
}

async function finish(stripe: Stripe, clientSecret: string): Promise<string> {
  const { error, paymentIntent } = await stripe.handleNextAction({ clientSecret });
  return error ? `${error.type} ${error.code}` : (paymentIntent?.status ?? "no intent");
}

const billing = {
  name: "Ada Clay",
  email: "ada@example.com",
  phone: "",
  address: {
    line1: "1 Kiln Lane",
    line2: "",
    city: "Leeds",
    state: "",
    postal_code: "LS1 1AA",
    country: "GB",
  },
};

function App() {
  const [amount, setAmount] = useState(1_250);
  const options = { mode: "payment", amount, currency: "eur", ...settings.elements } as StripeElementsOptions;
  return (
    <Elements stripe={loading} options={options}>
      <Pay />
      <button type="button" onClick={() => setAmount(2_500)}>
        Add another
      </button>
    </Elements>
  );
}

const root = document.querySelector("#root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
