import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Instrument } from "../payment-method.ts";
import type {
  AttemptThere,
  AuthorizeRequest,
  PaymentProvider,
  Prepared,
  PrepareRequest,
} from "../provider.ts";

/** What can be done to the next request of a provider under test. */
export type ContractFault =
  | "none"
  /** Executed, and no answer ever comes. */
  | "hang"
  /** Executed, and the connection is reset. */
  | "reset"
  /** Executed, and the answer is the provider's own 500. */
  | "http-500"
  /** Executed, and a proxy answers with its page. */
  | "html-502"
  /** Executed, and the answer breaks off. */
  | "cut-body"
  /** Not executed, connection reset. */
  | "request-lost"
  /** Not executed: another with this key is running. */
  | "conflict"
  | "rate-limited";

/** A provider with its system under control. */
export type ProviderUnderTest = {
  readonly provider: PaymentProvider;
  /** The same adapter pointed at an address where nobody listens. */
  readonly unreachable: PaymentProvider;
  /** A fresh reference into the provider's vault to a card that does as named. */
  readonly instrument: (does: "ok" | "decline" | "challenge") => Promise<Instrument>;
  readonly befall: (...faults: ContractFault[]) => Promise<void> | void;
  readonly answerChallenge: (attempt: AttemptThere, passes: boolean) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const amount = money(4900, currency("EUR"));
const key = () => randomUUID();

/** What every adapter must keep, whatever its vendor: the payments above it rely on each of these. */
export function provideContract(
  name: string,
  start: () => Promise<ProviderUnderTest>,
  able: {
    /** What can be made to befall a request there; tests of other faults are skipped by name. */
    readonly faults: readonly ContractFault[];
    /** Whether a bank's challenge can be answered without a browser. */
    readonly challenges: boolean;
  },
): void {
  const lacks = (fault: ContractFault) => !able.faults.includes(fault);
  describe(`${name} keeps the provider contract`, () => {
    let tested: ProviderUnderTest;
    beforeAll(async () => {
      tested = await start();
    });
    afterAll(() => tested.stop());

    /** As the payments above would ask: its reference is learnt, nothing is asked for yet. */
    function request(attemptId: string, withKey = key()): PrepareRequest {
      return {
        key: withKey,
        attemptId,
        reference: randomUUID(),
        amount,
        description: "contract",
        email: "shopper@example.com",
        delivery: null,
        billing: null,
        languageTag: "en-GB",
        shopper: { ip: "203.0.113.7" },
        returnUrl: "http://localhost:3000/checkout",
      };
    }
    async function prepared(): Promise<AttemptThere> {
      const attemptId = randomUUID();
      const call = await tested.provider.prepare(request(attemptId));
      if (call.kind !== "answered") throw new Error(`not prepared: ${JSON.stringify(call)}`);
      const { providerReference, details = {} }: Prepared = call.answer;
      return { attemptId, providerReference, details };
    }
    async function asking(
      does: "ok" | "decline" | "challenge",
      attempt: AttemptThere,
      withKey = key(),
    ): Promise<AuthorizeRequest> {
      const instrument = await tested.instrument(does);
      const authentication = { ask: "automatic", exemption: null } as const;
      return { ...request(attempt.attemptId, withKey), ...attempt, instrument, authentication };
    }
    async function authorized(): Promise<AttemptThere> {
      const attempt = await prepared();
      await tested.provider.authorize(await asking("ok", attempt));
      return attempt;
    }
    const fencing = (attempt: AttemptThere) => ({
      ...attempt,
      key: key(),
      askedWith: { authorize: null, continueAction: null },
    });
    const answered = (kind: string) => ({ kind: "answered", answer: { kind } });

    test("a prepared attempt is known, and has asked nothing of a bank", async () => {
      expect(await tested.provider.retrieve(await prepared())).toMatchObject(answered("open"));
    });

    test("an authorised attempt says how much and with which card, and can be read again", async () => {
      const reference = await prepared();
      const call = await tested.provider.authorize(await asking("ok", reference));
      const facts = { kind: "authorized", amount, card: { brand: "visa", last4: "4242" } };
      expect(call).toMatchObject({ kind: "answered", answer: facts });
      expect(await tested.provider.retrieve(reference)).toMatchObject({ kind: "answered", answer: facts });
    });

    test("the same key asks once", async () => {
      const request = await asking("ok", await prepared());
      const first = await tested.provider.authorize(request);
      expect(await tested.provider.authorize(request)).toEqual(first);
    });

    test("a decline is an answer, at once and when read again", async () => {
      const reference = await prepared();
      const call = await tested.provider.authorize(await asking("decline", reference));
      const decline = { class: "funds", code: "insufficient_funds", shopperMessage: "not-enough-funds" };
      expect(call).toMatchObject({ kind: "answered", answer: { kind: "declined", decline } });
      expect(await tested.provider.retrieve(reference)).toMatchObject(answered("declined"));
    });

    test.skipIf(!able.challenges)(
      "a challenge is handed to the browser, and its outcome read afterwards",
      async () => {
        const passed = await prepared();
        const call = await tested.provider.authorize(await asking("challenge", passed));
        expect(call).toMatchObject({
          answer: { kind: "requires-action", action: { clientSecret: expect.stringContaining("_secret_") } },
        });
        await tested.answerChallenge(passed, true);
        expect(await tested.provider.retrieve(passed)).toMatchObject(answered("authorized"));
        const failed = await prepared();
        await tested.provider.authorize(await asking("challenge", failed));
        await tested.answerChallenge(failed, false);
        expect(await tested.provider.retrieve(failed)).toMatchObject({
          answer: { kind: "declined", decline: { class: "authentication-failed" } },
        });
      },
    );

    test("a fence closes an open, a challenged, a declined and an authorised attempt, and may be repeated", async () => {
      const states = [null, "decline", "ok", ...(able.challenges ? (["challenge"] as const) : [])] as const;
      for (const does of states) {
        const reference = await prepared();
        if (does) await tested.provider.authorize(await asking(does, reference));
        const fence = () => tested.provider.fence(fencing(reference));
        expect(await fence(), `${does}`).toMatchObject(answered("canceled"));
        expect(await fence(), `${does}`).toMatchObject(answered("canceled"));
        expect(await tested.provider.authorize(await asking("ok", reference))).toMatchObject(
          answered("canceled"),
        );
      }
    });

    test("a fence that comes too late says that the money was taken", async () => {
      const reference = await authorized();
      await tested.provider.capture({ ...reference, key: key(), amount });
      expect(await tested.provider.fence(fencing(reference))).toMatchObject(answered("captured"));
    });

    test("a capture takes once, whatever its key; a refund gives back once per key", async () => {
      const attempt = await authorized();
      const capture = () => tested.provider.capture({ ...attempt, key: key(), amount });
      expect(await capture()).toMatchObject({ answer: { kind: "captured", amount } });
      expect(await capture()).toMatchObject({ answer: { kind: "captured", amount } });
      const refund = { ...attempt, key: key(), amount, reason: "requested-by-customer" };
      expect(await tested.provider.refund(refund)).toMatchObject(answered("refunded"));
      expect(await tested.provider.refund(refund)).toMatchObject(answered("refunded"));
      expect(await tested.provider.refund({ ...refund, key: key() })).toMatchObject({ kind: "refused" });
    });

    for (const fault of ["hang", "http-500", "html-502", "cut-body"] as const) {
      test.skipIf(lacks(fault))(
        `${fault} after the money was taken is unknown, and reading tells the truth`,
        async () => {
          const reference = await prepared();
          const request = await asking("ok", reference);
          await tested.befall(fault);
          expect(await tested.provider.authorize(request)).toMatchObject({ kind: "unknown" });
          expect(await tested.provider.retrieve(reference)).toMatchObject(answered("authorized"));
        },
      );
    }

    test.skipIf(lacks("reset"))(
      "connections reset after the money was taken are unknown, or the same key's own answer",
      async () => {
        const reference = await prepared();
        const request = await asking("ok", reference);
        await tested.befall("reset", "reset");
        expect(await tested.provider.authorize(request)).toMatchObject({ kind: "unknown" });
        expect(await tested.provider.authorize(request)).toMatchObject(answered("authorized"));
      },
    );

    test.skipIf(lacks("request-lost"))(
      "a request that was lost cannot be told from one that was done: unknown",
      async () => {
        const reference = await prepared();
        const request = await asking("ok", reference);
        await tested.befall("request-lost", "request-lost");
        expect(await tested.provider.authorize(request)).toMatchObject({ kind: "unknown" });
        expect(await tested.provider.retrieve(reference)).toMatchObject(answered("open"));
      },
    );

    test.skipIf(lacks("conflict"))("a key in use is in progress, not a provider that is down", async () => {
      const request = await asking("ok", await prepared());
      await tested.befall("conflict");
      expect(await tested.provider.authorize(request)).toMatchObject({ kind: "in-progress" });
    });

    test.skipIf(lacks("rate-limited"))("too many requests is a refusal: nothing was done", async () => {
      const request = await asking("ok", await prepared());
      await tested.befall("rate-limited");
      expect(await tested.provider.authorize(request)).toMatchObject({ kind: "refused", code: "rate_limit" });
    });

    test("a connection that was never made is not sent", async () => {
      const request = await asking("ok", {
        attemptId: randomUUID(),
        providerReference: "pi_nowhere",
        details: {},
      });
      expect(await tested.unreachable.authorize(request)).toMatchObject({ kind: "not-sent" });
    });
  });
}
