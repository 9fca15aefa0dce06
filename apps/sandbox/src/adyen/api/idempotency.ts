import { createHash } from "node:crypto";
import type { Collection, Entity } from "../../store/store.ts";
import type { AdyenAccount } from "../adyen-account.ts";
import { adyenKinds } from "../model.ts";
import { AdyenError, keyInUse } from "./adyen-error.ts";

/** The first answer of a key: whoever sends the key again gets it. */
export type KeptAnswer = Entity & {
  readonly status: number;
  readonly body: object;
  readonly keptAt: string;
};

// At least seven days (docs.adyen.com, "API idempotency").
const keptMs = 7 * 24 * 3_600_000;

/** Adyen's store of idempotency keys, for one company account. Neither path nor body is compared: the key alone decides. */
export class IdempotencyStore {
  readonly #kept: Collection<KeptAnswer>;
  readonly #inProgress = new Set<string>();
  readonly #account: AdyenAccount;

  constructor(account: AdyenAccount) {
    this.#account = account;
    this.#kept = account.sandbox.store.collection<KeptAnswer>(adyenKinds.idempotency);
  }

  /** The kept answer of a key, or undefined when the call is the first. Throws 704 when the key is worked on right now. */
  begin(key: string): KeptAnswer | undefined {
    if (key.length > 64) {
      throw new AdyenError(422, "702", "validation", "The idempotency-key has more than 64 characters");
    }
    const id = idOf(key);
    if (this.#inProgress.has(id)) throw keyInUse();
    const kept = this.#kept.get(id);
    if (kept && this.#now() - Date.parse(kept.keptAt) < keptMs) return kept;
    this.#inProgress.add(id);
    return undefined;
  }

  keep(key: string, answer: { readonly status: number; readonly body: object }): void {
    this.#kept.put({ id: idOf(key), ...answer, keptAt: new Date(this.#now()).toISOString() });
  }

  end(key: string): void {
    this.#inProgress.delete(idOf(key));
  }

  #now(): number {
    return this.#account.sandbox.now().getTime();
  }
}

function idOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
