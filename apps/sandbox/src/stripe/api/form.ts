import { invalidRequest } from "./stripe-error.ts";

/** A form value, with brackets opened: `a[b][0]=x` is `{ a: { b: ["x"] } }`. An empty string stays one: it unsets. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type Form = { [key: string]: FormValue };

/** Reads Stripe's form encoding. Throws the 400 that Stripe answers with when a key cannot be read. */
export function parseForm(body: string): Form {
  const form: Form = {};
  for (const [key, value] of new URLSearchParams(body)) {
    const path = pathOf(key);
    if (path.some((part) => part === "__proto__" || part === "constructor"))
      throw invalidRequest(`Invalid parameter name: ${key}`);
    put(form, path, value);
  }
  return settleLists(form) as Form;
}

function pathOf(key: string): string[] {
  const [, head = "", rest = ""] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key) ?? [];
  if (!head) throw invalidRequest(`Invalid parameter name: ${key}`);
  return [head, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = ""]) => part)];
}

function put(target: { [key: string]: FormValue }, [head = "", ...rest]: string[], value: string): void {
  const key = head === "" ? String(Object.keys(target).length) : head;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const next = target[key];
  const branch = typeof next === "object" && !Array.isArray(next) ? next : {};
  target[key] = branch;
  put(branch, rest, value);
}

/** Objects whose keys are 0, 1, 2 … were lists. */
function settleLists(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, settleLists(child)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}
