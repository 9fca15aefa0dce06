import { fieldText } from "../frame/field-text.ts";
import { readRoutingPolicy, type RoutingPolicy } from "@evertill/payments";

export type Draft =
  | { readonly kind: "policy"; readonly policy: RoutingPolicy }
  | { readonly kind: "refused"; readonly problems: readonly string[] };

/**
 * Reads what was filled in. Either `rules`, JSON that somebody wrote, or a choice for each rule of `base`. Its version is the
 * moment, so that no two policies share one.
 */
export function draftPolicy(form: FormData, now: Date): Draft {
  const rules = form.has("rules") ? rulesWritten(form) : rulesChosen(form);
  if (rules === null)
    return refused("The rules are not JSON: a bracket, a quote or a comma is missing or too much.");
  return readRoutingPolicy({ version: now.toISOString().replace(/\.\d+Z$/, "Z"), rules });
}

function rulesWritten(form: FormData): unknown {
  return parsed(fieldText(form, "rules"));
}

function rulesChosen(form: FormData): unknown {
  const base = readRoutingPolicy(parsed(fieldText(form, "base")));
  if (base.kind === "refused") return null;
  return base.policy.rules.map((rule, place) => ({
    ...rule,
    cards: fieldText(form, `cards-${place}`).split(","),
    paypal: fieldText(form, `paypal-${place}`) === "on",
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function refused(problem: string): Draft {
  return { kind: "refused", problems: [problem] };
}
