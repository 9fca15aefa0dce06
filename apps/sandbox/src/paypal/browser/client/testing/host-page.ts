import { loadCoreSdkScript, type PayPalPresentationModeOptions } from "@paypal/paypal-js/sdk-v6";

const said = document.querySelector("output");
const say = (text: string): void => said?.append(`${text}\n`);

/** A shop's page as PayPal's documents write it: the window opens with the click, the order is made meanwhile. */
async function start(): Promise<void> {
  const paypal = await loadCoreSdkScript({ environment: "sandbox" });
  if (!paypal) throw new Error("there is no window");
  const instance = await paypal.createInstance({
    clientId: "paypal-sandbox-client",
    components: ["paypal-payments"],
    pageType: "checkout",
  });
  const methods = await instance.findEligibleMethods();
  say(`eligible ${methods.isEligible("paypal")}`);
  const session = instance.createPayPalOneTimePaymentSession({
    onApprove: async ({ orderId, payerId }) => {
      const response = await fetch(`/authorize?order=${orderId}`, { method: "POST" });
      say(`approved by ${payerId}: ${await response.text()}`);
    },
    onCancel: ({ orderId }) => say(`canceled ${orderId === "" ? "without an order" : "with its order"}`),
    onError: ({ message }) => say(`error ${message}`),
    onComplete: ({ paymentSessionState }) => say(`complete ${paymentSessionState}`),
  });
  if (session.hasReturned?.()) return session.resume?.();
  document.querySelector("paypal-button")?.addEventListener("click", () => {
    session.start(presentation(), createOrder()).catch((error: unknown) => say(`refused ${String(error)}`));
  });
  say("ready");
}

function presentation(): PayPalPresentationModeOptions {
  const mode = new URLSearchParams(location.search).get("mode") ?? "auto";
  return { presentationMode: mode } as PayPalPresentationModeOptions;
}

async function createOrder(): Promise<{ orderId: string }> {
  const response = await fetch(`/order${location.search}`, { method: "POST" });
  if (!response.ok) throw new Error(await response.text());
  return { orderId: await response.text() };
}

start().catch((error: unknown) =>
  say(`load failed: ${error instanceof Error ? error.message : String(error)}`),
);
