import { createHash } from "node:crypto";
import type { Collection, Entity } from "../../store/store.ts";
import type { StripeAccount } from "../stripe-account.ts";
import { stripeKinds } from "../model.ts";
import { StripeError } from "./stripe-error.ts";

/** A kept answer: whoever sends the key again gets it, whatever it was. */
export type KeptAnswer = Entity & {
  readonly fingerprint: string;
  readonly endpoint: string;
  readonly status: number;
  readonly body: object;
  readonly requestId: string;
  readonly keptAt: string;
};

// Keys are pruned after at least 24 hours (docs.stripe.com/api/idempotent_requests).
const keptMs = 24 * 3_600_000;

/** Stripe's idempotency store, for one account. */
export class IdempotencyStore {
  readonly #kept: Collection<KeptAnswer>;
  readonly #inProgress = new Set<string>();
  readonly #account: StripeAccount;
  #sincePruned = 0;

  constructor(account: StripeAccount) {
    this.#account = account;
    this.#kept = account.sandbox.store.collection<KeptAnswer>(stripeKinds.idempotency);
  }

  /** The kept answer of a key, or undefined when the call is the first. Throws when the key is used otherwise or right now. */
  begin(key: string, endpoint: string, body: string): KeptAnswer | undefined {
    if (key.length > 255)
      throw new StripeError(400, {
        type: "idempotency_error",
        message: "Idempotency keys can be 255 characters at most.",
      });
    if (this.#inProgress.has(key)) {
      throw new StripeError(409, {
        type: "idempotency_error",
        code: "idempotency_key_in_use",
        message:
          "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through). Please try again later.",
      });
    }
    const kept = this.#kept.get(key);
    if (kept && this.#account.sandbox.now().getTime() - Date.parse(kept.keptAt) < keptMs) {
      this.#compare(kept, endpoint, body);
      return kept;
    }
    this.#inProgress.add(key);
    return undefined;
  }

  #compare({ id, endpoint: before, fingerprint }: KeptAnswer, endpoint: string, body: string): void {
    if (before !== endpoint) {
      throw new StripeError(400, {
        type: "idempotency_error",
        message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${endpoint.split(" ")[1]}' vs '${before.split(" ")[1]}'). Try using a key other than '${id}' if you meant to execute a different request.`,
      });
    }
    if (fingerprint !== fingerprintOf(body)) {
      throw new StripeError(400, {
        type: "idempotency_error",
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${id}' if you meant to execute a different request.`,
      });
    }
  }

  /** Keeps the answer of a call that was carried out, for its key. */
  keep(
    key: string,
    answer: { endpoint: string; body: string; status: number; answer: object; requestId: string },
  ): void {
    this.#prune();
    this.#kept.put({
      id: key,
      endpoint: answer.endpoint,
      fingerprint: fingerprintOf(answer.body),
      status: answer.status,
      body: answer.answer,
      requestId: answer.requestId,
      keptAt: this.#account.sandbox.now().toISOString(),
    });
  }

  /** Looks through the store once in a while, so that it levels off. */
  #prune(): void {
    this.#sincePruned += 1;
    if (this.#sincePruned < 500) return;
    this.#sincePruned = 0;
    const now = this.#account.sandbox.now().getTime();
    for (const { id, keptAt } of this.#kept.all())
      if (now - Date.parse(keptAt) >= keptMs) this.#kept.delete(id);
  }

  end(key: string): void {
    this.#inProgress.delete(key);
  }
}

/** A keyed digest stands for the parameters, because those of a token hold a card number. */
function fingerprintOf(body: string): string {
  return createHash("sha256").update(`sandbox-idempotency:${body}`).digest("hex");
}
