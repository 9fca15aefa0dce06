import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the recording of a real development store lies: beside the checkout, never in it. */
export const recordingFile = join(
  import.meta.dirname,
  "../../../../../../../../shared/specs/shopify/recorded-storefront-cart-2026-04.json",
);

/** One request that was sent to Shopify, and its answer. */
export type Interaction = {
  readonly name: string;
  readonly apiSurface: "admin" | "storefront";
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly response: { readonly body: { readonly data?: unknown; readonly errors?: unknown } };
};

export type Recording = {
  /** When the last answer came. */
  readonly capturedAt: string;
  /** In the order they were sent. */
  readonly interactions: readonly Interaction[];
};

export function readRecording(): Recording {
  const file = JSON.parse(readFileSync(recordingFile, "utf8")) as Record<string, unknown>;
  const interactions = Object.entries(file).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && "query" in value
      ? { ...(value as Interaction), name }
      : [],
  );
  return { capturedAt: String(file["capturedAt"]), interactions };
}

/** The interaction of this name. Throws when it was not recorded. */
export function interactionOf({ interactions }: Recording, name: string): Interaction {
  const found = interactions.find((each) => each.name === name);
  if (!found) throw new Error(`The recording has no interaction "${name}"`);
  return found;
}

/** The value at a path such as "data.cart.lines.0". Throws when there is none. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, step) => {
    if (typeof at !== "object" || at === null || !(step in at)) throw new Error(`Nothing at "${path}"`);
    return (at as Record<string, unknown>)[step];
  }, value);
}

/** The text at a path. Throws when there is none. */
export function textAt(value: unknown, path: string): string {
  const found = valueAt(value, path);
  if (typeof found !== "string" && typeof found !== "number") throw new Error(`No text at "${path}"`);
  return String(found);
}
