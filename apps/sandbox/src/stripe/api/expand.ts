import type { StripeAccount } from "../stripe-account.ts";
import {
  balanceTransactionView,
  chargeView,
  customerView,
  intentView,
  methodView,
  refundView,
} from "../views.ts";
import type { FormValue } from "./form.ts";
import { invalidRequest } from "./stripe-error.ts";

type Wire = Record<string, unknown>;
type Find = (account: StripeAccount, id: string) => Wire | undefined;

const customer: Find = (account, id) => viewOf(account.customers.get(id), customerView);
const charge: Find = (account, id) => viewOf(account.charges.get(id), (found) => chargeView(account, found));
const intent: Find = (account, id) => viewOf(account.intents.get(id), (found) => intentView(account, found));
const method: Find = (account, id) => viewOf(account.methods.get(id), methodView);

/** What moved on the balance: a charge, a refund, or a dispute, of which only its id and kind are kept. */
const source: Find = (account, id) =>
  id.startsWith("re_")
    ? viewOf(account.refunds.get(id), refundView)
    : id.startsWith("du_")
      ? { id, object: "dispute" }
      : charge(account, id);

/** Object → field that may be opened → the object behind its id. */
const expandable: Readonly<Record<string, Readonly<Record<string, Find>>>> = {
  payment_intent: { customer, latest_charge: charge, payment_method: method },
  charge: { customer, payment_intent: intent, balance_transaction: balanceTransactionView },
  refund: { charge, payment_intent: intent, balance_transaction: balanceTransactionView },
  payment_method: { customer },
  balance_transaction: { source },
};

const depthMax = 4;

/**
 * Opens fields of an answer: `expand[]=latest_charge.payment_intent`, in lists `data.customer`. Throws Stripe's 400 for
 * a field that cannot be opened and for more than four levels.
 */
export function expandAnswer(account: StripeAccount, answer: object, wanted: FormValue | undefined): object {
  const paths = pathsOf(wanted);
  return paths.reduce((opened, path) => open(account, opened as Wire, path.split("."), path), answer);
}

function pathsOf(wanted: FormValue | undefined): readonly string[] {
  if (wanted === undefined) return [];
  const paths = Array.isArray(wanted) ? wanted.filter((path) => typeof path === "string") : null;
  if (!paths) throw invalidRequest("Invalid array", { param: "expand" });
  const deep = paths.find((path) => path.split(".").length > depthMax);
  if (deep !== undefined)
    throw invalidRequest(
      `You cannot expand more than ${depthMax} levels of a property; '${deep}' has too many.`,
      { param: "expand" },
    );
  return paths;
}

function open(
  account: StripeAccount,
  node: Wire,
  [head = "", ...rest]: readonly string[],
  path: string,
): Wire {
  const { object } = node;
  if ((object === "list" || object === "search_result") && head === "data") {
    if (rest.length === 0) throw cannotExpand(path);
    return { ...node, data: (node["data"] as Wire[]).map((item) => open(account, item, rest, path)) };
  }
  const find = expandable[String(object)]?.[head];
  const value = node[head];
  if (!find) throw cannotExpand(path);
  const opened = typeof value === "string" ? find(account, value) : value;
  // What is not there stays null, and what is inside it cannot be opened.
  if (typeof opened !== "object" || opened === null) return node;
  return { ...node, [head]: rest.length === 0 ? opened : open(account, opened as Wire, rest, path) };
}

function cannotExpand(path: string): Error {
  return invalidRequest(
    `This property cannot be expanded (${path}). You may want to try expanding it with one level less.`,
    { param: "expand" },
  );
}

function viewOf<Document>(document: Document | undefined, view: (document: Document) => Wire) {
  return document === undefined ? undefined : view(document);
}
