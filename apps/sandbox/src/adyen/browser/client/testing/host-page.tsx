import { adyenActions, AdyenPaymentFields, readReturn } from "@evertill/payments/providers/adyen/browser";
import type { PaymentFields } from "@evertill/payments/browser";
import { StrictMode, useCallback, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";

/** What a test asks of the shop's page, in its query. */
const query = new URLSearchParams(location.search);
const standInUrl = document.querySelector("meta[name=adyen]")?.getAttribute("content") ?? "";
const news: string[] = [];
Object.assign(window, { news });

const look = {
  text: "#20211f",
  textSoft: "#6d6f6a",
  background: "#ffffff",
  line: "#d8d6d0",
  accent: "#7a3e1d",
  problem: "#9c1f1f",
  fontFamily: "system-ui",
};
const settings = {
  clientKey: "sandbox_adyen_client_key",
  environment: "test",
  countryCode: "GB",
  languageTag: "en-GB",
  standInUrl,
} as const;
const billing = {
  name: query.get("name") ?? "Ada Clay",
  email: "ada@example.com",
  phone: null,
  address: {
    line1: "1 Kiln Lane",
    line2: null,
    city: "Leeds",
    zone: null,
    postcode: "LS1 1AA",
    country: "GB",
  },
};

/** A shop's page with the fields the till mounts: collected, paid on the server, the action done, told to the server. */
function Shop() {
  const [fields, setFields] = useState<PaymentFields | null>(null);
  const [said, say] = useState("");
  const onReady = useCallback((ready: PaymentFields | null) => {
    news.push(ready ? "ready" : "gone");
    setFields(ready);
  }, []);
  const onUnavailable = useCallback(() => say("unavailable"), []);
  const actions = useMemo(() => adyenActions(settings, "Close"), []);

  async function pay(): Promise<string> {
    const collected = await fields?.collect(billing);
    if (collected?.kind !== "instrument") return collected?.kind ?? "no fields";
    const answer = await post("/pay", { instrument: collected.instrument, ask: query.get("ask") });
    if (!answer.action) return answer.said;
    const end = await actions.perform({ provider: "adyen", action: answer.action });
    if (end.kind !== "finished") return end.kind === "failed" ? end.operatorMessage : end.kind;
    return (await post("/details", end.result)).said;
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say("…");
        void pay().then(say, (thrown: unknown) => say(`thrown ${String(thrown)}`));
      }}
    >
      <AdyenPaymentFields
        patienceMs={10_000}
        publishableKey={settings.clientKey}
        environment={settings.environment}
        countryCode={settings.countryCode}
        languageTag={settings.languageTag}
        standInUrl={standInUrl}
        look={look}
        onReady={onReady}
        onUnavailable={onUnavailable}
      />
      <button type="submit" disabled={fields === null}>
        Pay
      </button>
      <output aria-label="What came of it">{said}</output>
    </form>
  );
}

type Answer = { readonly said: string; readonly action?: Readonly<Record<string, unknown>> };

async function post(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(path, { method: "POST", body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}

const root = document.querySelector("#root");
const returned = readReturn(new URL(location.href));
if (root && returned?.kind === "finished") {
  void post("/details", returned.result).then(({ said }) => (root.textContent = said));
} else if (root) {
  createRoot(root).render(
    <StrictMode>
      <Shop />
    </StrictMode>,
  );
}
