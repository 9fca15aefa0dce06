import { html } from "hono/html";
import type { Fault } from "../faults/fault.ts";
import { faultModes, faultTargets } from "../faults/fault.ts";
import type { SandboxSettings } from "../settings/sandbox-settings.ts";
import { type Html, table } from "./page.ts";

/** Every call of ours and of browsers is refused. */
function off(provider: "stripe" | "adyen" | "paypal"): readonly Omit<Fault, "id">[] {
  return ([`${provider}-api`, `${provider}-js`] as const).map((target) => ({
    target,
    mode: "refuse",
    operation: null,
    delayMs: 0,
    remaining: null,
  }));
}

/** The switches a newcomer wants first; each is one fault, or two that belong together. */
export const presets: readonly {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly faults: readonly Omit<Fault, "id">[];
}[] = [
  {
    name: "stripe-off",
    title: "Stripe is off",
    text: "Nothing of it answers: neither its API nor what browsers load.",
    faults: off("stripe"),
  },
  {
    name: "stripe-lost-answer",
    title: "Stripe's answer is lost",
    text: "The next confirmation is carried out, but its answer never arrives. The money is held and nobody here knows.",
    faults: [
      // Twice, because Stripe's own library asks once more after a reset.
      {
        target: "stripe-api",
        mode: "accept-then-reset",
        operation: "payment_intents/pi_",
        delayMs: 0,
        remaining: 2,
      },
    ],
  },
  {
    name: "stripe-script-off",
    title: "Stripe's script does not load",
    text: "The browser cannot fetch the payment fields.",
    faults: [{ target: "stripe-js", mode: "refuse", operation: null, delayMs: 0, remaining: null }],
  },
  {
    name: "adyen-off",
    title: "Adyen is off",
    text: "Nothing of it answers: neither its API nor what browsers load.",
    faults: off("adyen"),
  },
  {
    name: "adyen-lost-answer",
    title: "Adyen's answer is lost",
    text: "The next payment is carried out, but its answer never arrives. The money is held; the webhook says so.",
    faults: [
      { target: "adyen-api", mode: "accept-then-hang", operation: "/payments", delayMs: 0, remaining: 1 },
    ],
  },
  {
    name: "adyen-script-off",
    title: "Adyen's fields do not load",
    text: "The browser cannot fetch the frames for the card.",
    faults: [{ target: "adyen-js", mode: "refuse", operation: null, delayMs: 0, remaining: null }],
  },
  {
    name: "paypal-off",
    title: "PayPal is off",
    text: "Nothing of it answers: neither its API nor what browsers load.",
    faults: off("paypal"),
  },
  {
    name: "paypal-lost-answer",
    title: "PayPal's answer is lost",
    text: "The next authorisation is carried out, but its answer never arrives.",
    faults: [
      { target: "paypal-api", mode: "accept-then-reset", operation: "/authorize", delayMs: 0, remaining: 1 },
    ],
  },
  {
    name: "paypal-script-off",
    title: "PayPal's script does not load",
    text: "The browser gets neither the button nor the payer's page.",
    faults: [{ target: "paypal-js", mode: "refuse", operation: null, delayMs: 0, remaining: null }],
  },
  {
    name: "shopify-off",
    title: "Shopify is down",
    text: "Storefront and Admin API refuse every call.",
    faults: [
      { target: "shopify-storefront", mode: "refuse", operation: null, delayMs: 0, remaining: null },
      { target: "shopify-admin", mode: "refuse", operation: null, delayMs: 0, remaining: null },
    ],
  },
  {
    name: "shopify-slow",
    title: "Shopify is slow",
    text: "Each answer of the Storefront API takes four seconds.",
    faults: [
      { target: "shopify-storefront", mode: "slow", operation: null, delayMs: 4_000, remaining: null },
    ],
  },
  {
    name: "webhooks-twice",
    title: "Webhooks come twice",
    text: "Each of them is sent two times.",
    faults: [
      { target: "shopify-webhooks", mode: "webhook-twice", operation: null, delayMs: 0, remaining: null },
      { target: "stripe-webhooks", mode: "webhook-twice", operation: null, delayMs: 0, remaining: null },
      { target: "adyen-webhooks", mode: "webhook-twice", operation: null, delayMs: 0, remaining: null },
      { target: "paypal-webhooks", mode: "webhook-twice", operation: null, delayMs: 0, remaining: null },
    ],
  },
  {
    name: "webhooks-lost",
    title: "Webhooks are lost",
    text: "None of them arrives.",
    faults: [
      { target: "shopify-webhooks", mode: "webhook-lost", operation: null, delayMs: 0, remaining: null },
      { target: "stripe-webhooks", mode: "webhook-lost", operation: null, delayMs: 0, remaining: null },
      { target: "adyen-webhooks", mode: "webhook-lost", operation: null, delayMs: 0, remaining: null },
      { target: "paypal-webhooks", mode: "webhook-lost", operation: null, delayMs: 0, remaining: null },
    ],
  },
];

/** The faults of a preset that are on; none when any of them is off. */
export function presetOn(preset: (typeof presets)[number], faults: readonly Fault[]): readonly Fault[] {
  const on = preset.faults.map((wanted) =>
    faults.find(
      ({ target, mode, operation }) =>
        target === wanted.target && mode === wanted.mode && operation === wanted.operation,
    ),
  );
  return on.every((fault) => fault !== undefined) ? on : [];
}

function presetCard(preset: (typeof presets)[number], faults: readonly Fault[]): Html {
  const { name, title, text } = preset;
  const isOn = presetOn(preset, faults).length > 0;
  return html`<section class="card ${isOn ? "lit" : ""}" aria-labelledby="preset-${name}">
    <h3 id="preset-${name}">${title} ${isOn ? html`<b class="on">on</b>` : ""}</h3>
    <p>${text}</p>
    <form method="post" action="/control/faults/preset">
      <input type="hidden" name="name" value="${name}" />
      <input type="hidden" name="to" value="${isOn ? "off" : "on"}" />
      <button class="${isOn ? "quiet" : ""}" aria-describedby="preset-${name}">
        ${isOn ? "Switch off" : "Switch on"}
      </button>
    </form>
  </section>`;
}

export function faultsPage({
  faults,
  settings,
}: {
  faults: readonly Fault[];
  settings: SandboxSettings;
}): Html {
  return html` <p>
      Break a piece of the outside world here, then go on shopping and see what the shop makes of it. A fault
      stays on, over a restart too, until you switch it off or it has met its calls.
    </p>
    <h2>Break something</h2>
    <div class="cards">${presets.map((preset) => presetCard(preset, faults))}</div>
    <h2>On now</h2>
    ${table(
      ["Door", "What it does", "Only calls with", "Left", ""],
      faults.map(
        (fault) =>
          html`<tr>
            <td>${fault.target}</td>
            <td>
              <span class="state bad">${fault.mode}</span>${fault.delayMs > 0 ? ` ${fault.delayMs} ms` : ""}
            </td>
            <td>${fault.operation ?? "all"}</td>
            <td class="number">${fault.remaining ?? "∞"}</td>
            <td>
              <form method="post" action="/control/faults/off">
                <input type="hidden" name="id" value="${fault.id}" /><button class="quiet">Switch off</button>
              </form>
            </td>
          </tr>`,
      ),
      "Everything works.",
    )}
    ${
      faults.length === 0
        ? ""
        : html`<form class="row" method="post" action="/control/faults/all-off">
            <button>Make everything work again</button>
          </form>`
    }
    <h2>Any other fault</h2>
    <form class="row" method="post" action="/control/faults/on">
      <label
        >Door
        <select name="target">
          ${faultTargets.map((target) => html`<option>${target}</option>`)}
        </select></label
      >
      <label
        >What it does
        <select name="mode">
          ${faultModes.map((mode) => html`<option>${mode}</option>`)}
        </select></label
      >
      <label>Only calls with <input name="operation" placeholder="cartLinesAdd" /></label>
      <label>Delay, ms <input type="number" name="delayMs" value="3000" min="0" /></label>
      <label>Calls <input type="number" name="remaining" min="1" placeholder="all" /></label>
      <button>Switch on</button>
    </form>
    <h2>The store and its shoppers</h2>
    <form class="row" method="post" action="/control/settings">
      <label
        >Plan
        <select name="plan">
          <option value="paid">Paid plan</option>
          <option value="development" ${settings.developmentStore ? "selected" : ""}>
            Development store: 5 orders a minute
          </option>
        </select></label
      >
      <label
        >Order search lags, ms
        <input type="number" name="searchLagMs" min="0" value="${settings.searchLagMs}"
      /></label>
      <label
        >Test wallet
        <select name="wallet">
          <option value="there">In every browser</option>
          <option value="none" ${settings.testWallet ? "" : "selected"}>In none</option>
        </select></label
      >
      <button class="quiet">Save</button>
    </form>`;
}
