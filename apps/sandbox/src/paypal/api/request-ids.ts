import type { Collection, Entity } from "../../store/store.ts";
import type { PayPalAccount } from "../paypal-account.ts";
import { paypalKinds } from "../model.ts";
import { inProgress, invalidRequest } from "./paypal-error.ts";

type Kept = Entity & { readonly madeId: string; readonly keptAt: string };

/**
 * What `PayPal-Request-Id` does: the first call that succeeds is remembered by its endpoint and key, and whoever sends the
 * key again learns how that stands by now. A call that was refused is not remembered.
 */
export class RequestIds {
  readonly #kept: Collection<Kept>;
  readonly #running = new Set<string>();
  readonly #account: PayPalAccount;

  constructor(account: PayPalAccount) {
    this.#account = account;
    this.#kept = account.sandbox.store.collection<Kept>(paypalKinds.requestId);
  }

  /** What an earlier call with this key made, or null. Throws the 409 of a key that is in use right now. */
  begin(endpoint: string, key: string, keptMs: number): string | null {
    if (key.length > 108)
      throw invalidRequest("INVALID_STRING_MAX_LENGTH", { field: "PayPal-Request-Id", value: key });
    const id = idOf(endpoint, key);
    if (this.#running.has(id)) throw inProgress();
    const kept = this.#kept.get(id);
    if (kept && this.#account.sandbox.now().getTime() - Date.parse(kept.keptAt) < keptMs) return kept.madeId;
    this.#running.add(id);
    return null;
  }

  keep(endpoint: string, key: string, madeId: string): void {
    this.#kept.put({
      id: idOf(endpoint, key),
      madeId,
      keptAt: this.#account.sandbox.now().toISOString(),
    });
  }

  end(endpoint: string, key: string): void {
    this.#running.delete(idOf(endpoint, key));
  }
}

function idOf(endpoint: string, key: string): string {
  return `${endpoint} ${key}`;
}
