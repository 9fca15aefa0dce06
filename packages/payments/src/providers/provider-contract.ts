import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Decline } from "../outcome.ts";
import type { ActionResult, Instrument } from "../payment-method.ts";
import type {
  AttemptThere,
  AuthorizeRequest,
  Call,
  Facts,
  Heard,
  PaymentProvider,
  Prepared,
  PrepareRequest,
  RefundReading,
  RefundThere,
} from "../provider.ts";

/** What can be done to the next call of a provider under test. */
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
  /** Strikes the next call, whatever the SDK makes of it. */
  readonly befall: (fault: ContractFault) => Promise<void> | void;
  /** The shopper answers the bank; what their browser brings back, where the provider waits for us. */
  readonly answerChallenge: (
    attempt: AttemptThere,
    action: unknown,
    passes: boolean,
  ) => Promise<ActionResult | null>;
  /** What a webhook of this kind said of the attempt; waits for it. Only asked where the provider cannot be read. */
  readonly heard?: (attempt: AttemptThere, kind: Heard["kind"]) => Promise<Heard>;
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
    /** Whether the provider can be read; else webhooks tell, and what changes money is only taken note of at first. */
    readonly reads: boolean;
    /** The last digits of the card that is "ok"; null where the provider tells nothing of what paid. */
    readonly last4: string | null;
    /** What a refused instrument is refused with. */
    readonly decline?: Partial<Decline>;
    /** Whether a decline can be learnt again afterwards, or only the call itself says it. */
    readonly repeatsDeclines?: boolean;
    /** Where an attempt stands whose request for the money was lost. */
    readonly afterLoss?: Facts["kind"];
    /** What a vendor's own test system has none of here; tests that need it are skipped by name. */
    readonly without?: readonly ("payer" | "webhooks")[];
  },
): void {
  const {
    decline = { class: "funds", shopperMessage: "not-enough-funds" },
    repeatsDeclines = true,
    afterLoss = "open",
    without = [],
  } = able;
  const card = able.last4 === null ? null : { brand: "visa", last4: able.last4 };
  const lacks = (fault: ContractFault) => !able.faults.includes(fault);
  const pays = !without.includes("payer");
  const learns = pays && (able.reads || !without.includes("webhooks"));
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
      return knowing(attempt, await tested.provider.authorize(await asking("ok", attempt)));
    }
    /** The attempt with what an answer said of it, as the payments above keep it. */
    function knowing(attempt: AttemptThere, call: Call<Facts>): AttemptThere {
      const learnt = call.kind === "answered" ? call.answer.details : {};
      return { ...attempt, details: { ...attempt.details, ...learnt } };
    }
    const fencing = (attempt: AttemptThere, authorize: string | null = null) => ({
      ...attempt,
      key: key(),
      askedWith: { authorize, continueAction: null },
    });
    const answered = (kind: string) => ({ kind: "answered", answer: { kind } });
    const heardFrom = (attempt: AttemptThere, kind: Heard["kind"]) => {
      if (!tested.heard) throw new Error("A provider that cannot be read must say what its webhooks tell");
      return tested.heard(attempt, kind);
    };
    /** Where the attempt stands: read, or heard of where it cannot be read. */
    async function learn(attempt: AttemptThere, kind: Heard["kind"]): Promise<unknown> {
      if (able.reads) return tested.provider.retrieve(attempt);
      return { kind: "answered", answer: await heardFrom(attempt, kind) };
    }
    /** What an operation comes to: its answer, or what is heard of it where it was only taken note of. */
    async function outcome(attempt: AttemptThere, call: Call<{ kind: string }>, kind: Heard["kind"]) {
      const noted = call.kind === "answered" && ["processing", "pending"].includes(call.answer.kind);
      return noted && !able.reads ? { kind: "answered", answer: await heardFrom(attempt, kind) } : call;
    }

    test.skipIf(!able.reads)("a prepared attempt is known, and has asked nothing of a bank", async () => {
      expect(await tested.provider.retrieve(await prepared())).toMatchObject(answered("open"));
    });

    test.skipIf(able.reads)("a provider that cannot be read says so", async () => {
      expect(await tested.provider.retrieve(await prepared())).toMatchObject({ kind: "unreadable" });
    });

    test.skipIf(!pays)("an authorised attempt says how much and with which card", async () => {
      const call = await tested.provider.authorize(await asking("ok", await prepared()));
      expect(call).toMatchObject({ kind: "answered", answer: { kind: "authorized", amount, card } });
    });

    test.skipIf(!learns)("an authorised attempt can be learnt of again", async () => {
      const reference = await prepared();
      await tested.provider.authorize(await asking("ok", reference));
      const again = { kind: "authorized", amount, ...(able.reads && { card }) };
      expect(await learn(reference, "authorized")).toMatchObject({ kind: "answered", answer: again });
    });

    test.skipIf(!pays)("the same key asks once", async () => {
      const request = await asking("ok", await prepared());
      const first = await tested.provider.authorize(request);
      expect(await tested.provider.authorize(request)).toEqual(first);
    });

    test.skipIf(!pays)("a decline is an answer", async () => {
      const call = await tested.provider.authorize(await asking("decline", await prepared()));
      expect(call).toMatchObject({ kind: "answered", answer: { kind: "declined", decline } });
    });

    test.skipIf(!repeatsDeclines || !learns)("a decline is an answer when learnt again", async () => {
      const reference = await prepared();
      await tested.provider.authorize(await asking("decline", reference));
      expect(await learn(reference, "declined")).toMatchObject(answered("declined"));
    });

    test.skipIf(!able.challenges)(
      "a challenge is handed to the browser, and its outcome read afterwards",
      async () => {
        const { provider } = tested;
        async function challenged(passes: boolean): Promise<unknown> {
          const attempt = await prepared();
          const call = await provider.authorize(await asking("challenge", attempt));
          expect(call).toMatchObject({
            answer: { kind: "requires-action", action: { provider: provider.name } },
          });
          const { answer } = call as Call<Facts> & { readonly kind: "answered" };
          const action = "action" in answer ? answer.action : null;
          const known = knowing(attempt, call);
          const result = await tested.answerChallenge(known, action, passes);
          return provider.continueAction === null
            ? provider.retrieve(known)
            : provider.continueAction({ ...known, key: key(), result, amount });
        }
        expect(await challenged(true)).toMatchObject(answered("authorized"));
        expect(await challenged(false)).toMatchObject({
          answer: { kind: "declined", decline: { class: "authentication-failed" } },
        });
      },
    );

    test.skipIf(!learns)(
      "a fence closes an open, a challenged, a declined and an authorised attempt, and may be repeated",
      async () => {
        const states = [
          null,
          "ok",
          ...(tested.provider.declinedStaysOpen ? (["decline"] as const) : []),
          ...(able.challenges ? (["challenge"] as const) : []),
        ] as const;
        for (const does of states) {
          let attempt = await prepared();
          const asked = does && (await asking(does, attempt));
          if (asked) attempt = knowing(attempt, await tested.provider.authorize(asked));
          const fence = () => tested.provider.fence(fencing(attempt, asked?.key ?? null));
          expect(await outcome(attempt, await fence(), "canceled"), `${does}`).toMatchObject(
            answered("canceled"),
          );
          if (!able.reads) continue;
          expect(await fence(), `${does}`).toMatchObject(answered("canceled"));
          expect(await tested.provider.authorize(await asking("ok", attempt))).toMatchObject(
            answered("canceled"),
          );
        }
      },
    );

    test.skipIf(!learns)(
      "a fence that comes too late says that the money was taken, or that the cancel was not done",
      async () => {
        const attempt = await authorized();
        await tested.provider.capture({ ...attempt, key: key(), amount });
        const call = await tested.provider.fence(fencing(attempt, key()));
        const said = able.reads ? answered("captured") : { answer: { operation: "cancel" } };
        expect(await outcome(attempt, call, "operation-failed")).toMatchObject(said);
      },
    );

    test.skipIf(!learns)("a capture takes once, whatever its key", async () => {
      const attempt = await authorized();
      const capture = () => tested.provider.capture({ ...attempt, key: key(), amount });
      expect(await outcome(attempt, await capture(), "captured")).toMatchObject({
        answer: { kind: "captured", amount },
      });
      const again = able.reads ? { kind: "captured", amount } : { operation: "capture" };
      expect(await outcome(attempt, await capture(), "operation-failed")).toMatchObject({ answer: again });
    });

    async function captured(): Promise<AttemptThere> {
      const attempt = await authorized();
      const call = await tested.provider.capture({ ...attempt, key: key(), amount });
      await outcome(attempt, call, "captured");
      return knowing(attempt, call);
    }
    const refunding = (attempt: AttemptThere, minor = amount.amountMinor) => ({
      ...attempt,
      key: key(),
      refundId: randomUUID(),
      amount: money(minor, amount.currency),
      reason: "requested-by-customer",
    });
    /** What came of a refund: found, or heard of where it cannot be read. */
    async function learnRefund(refund: RefundThere): Promise<RefundReading> {
      if (able.reads) return tested.provider.findRefund(refund);
      const heard = await heardFrom(refund, "refund");
      if (heard.kind !== "refund") throw new Error(`heard of no refund, but ${heard.kind}`);
      expect(heard.refundId).toBe(refund.refundId);
      return { kind: "answered", answer: heard.facts };
    }

    test.skipIf(!learns)("a refund gives back once per key, and is found by our own id of it", async () => {
      const refund = refunding(await captured());
      const taken = { kind: "answered", answer: { kind: able.reads ? "refunded" : "pending", amount } };
      const first = await tested.provider.refund(refund);
      expect(first).toMatchObject(taken);
      expect(await tested.provider.refund(refund)).toEqual(first);
      expect(await learnRefund(refund)).toMatchObject({ answer: { kind: "refunded", amount } });
    });

    test.skipIf(!learns)("part is given back, then the rest, and nothing more", async () => {
      const attempt = await captured();
      for (const refund of [refunding(attempt, 1_900), refunding(attempt, 3_000)]) {
        await tested.provider.refund(refund);
        expect(await learnRefund(refund)).toMatchObject({
          answer: { kind: "refunded", amount: refund.amount },
        });
      }
      const tooMuch = refunding(attempt, 1);
      const call = await tested.provider.refund(tooMuch);
      if (able.reads) expect(call).toMatchObject({ kind: "refused" });
      else expect(await learnRefund(tooMuch)).toMatchObject({ answer: { kind: "failed" } });
    });

    test.skipIf(!learns)("more than was captured is not given back", async () => {
      const refund = refunding(await captured(), amount.amountMinor + 1);
      const call = await tested.provider.refund(refund);
      if (able.reads) expect(call).toMatchObject({ kind: "refused" });
      else expect(await learnRefund(refund)).toMatchObject({ answer: { kind: "failed" } });
    });

    test.skipIf(!learns)("what was never captured is not given back", async () => {
      const refund = refunding(await authorized());
      const call = await tested.provider.refund(refund);
      if (able.reads) expect(call).toMatchObject({ kind: "refused" });
      else expect(await learnRefund(refund)).toMatchObject({ answer: { kind: "failed" } });
    });

    test.skipIf(lacks("rate-limited"))(
      "a refund that was turned away gave nothing back, and its key asks for it again",
      async () => {
        const refund = refunding(await captured());
        await tested.befall("rate-limited");
        expect(await tested.provider.refund(refund)).toMatchObject({ kind: "refused", code: "rate_limit" });
        if (able.reads) expect(await tested.provider.findRefund(refund)).toMatchObject(answered("absent"));
        await tested.provider.refund(refund);
        expect(await learnRefund(refund)).toMatchObject({ answer: { kind: "refunded", amount } });
      },
    );

    for (const fault of ["hang", "reset", "http-500", "html-502", "cut-body"] as const) {
      test.skipIf(lacks(fault))(
        `a refund whose answer is lost by ${fault} is unknown, and found or heard of as given back once`,
        async () => {
          const refund = refunding(await captured());
          await tested.befall(fault);
          expect(await tested.provider.refund(refund)).toMatchObject({ kind: "unknown" });
          expect(await learnRefund(refund)).toMatchObject({ answer: { kind: "refunded", amount } });
        },
      );
    }

    test.skipIf(lacks("request-lost") || !able.reads)(
      "a refund whose request was lost is absent, and the same key asks for it again",
      async () => {
        const refund = refunding(await captured());
        await tested.befall("request-lost");
        expect(await tested.provider.refund(refund)).toMatchObject({ kind: "unknown" });
        expect(await tested.provider.findRefund(refund)).toMatchObject(answered("absent"));
        expect(await tested.provider.refund(refund)).toMatchObject(answered("refunded"));
      },
    );

    test.skipIf(able.reads || !learns)("where a payment cannot be read, neither can its refund", async () => {
      expect(await tested.provider.findRefund(refunding(await captured()))).toMatchObject({
        kind: "unreadable",
      });
    });

    for (const fault of ["hang", "http-500", "html-502", "cut-body"] as const) {
      test.skipIf(lacks(fault))(
        `${fault} after the money was taken is unknown, and reading or a webhook tells the truth`,
        async () => {
          const reference = await prepared();
          const request = await asking("ok", reference);
          await tested.befall(fault);
          expect(await tested.provider.authorize(request)).toMatchObject({ kind: "unknown" });
          expect(await learn(reference, "authorized")).toMatchObject(answered("authorized"));
        },
      );

      test.skipIf(lacks(fault) || able.reads)(
        `what ${fault} left unknown is found and cancelled by a fence`,
        async () => {
          const attempt = await prepared();
          const request = await asking("ok", attempt);
          await tested.befall(fault);
          await tested.provider.authorize(request);
          const call = await tested.provider.fence(fencing(attempt, request.key));
          expect(await outcome(attempt, call, "canceled")).toMatchObject(answered("canceled"));
        },
      );
    }

    test.skipIf(lacks("reset"))(
      "connections reset after the money was taken are unknown, or the same key's own answer",
      async () => {
        const reference = await prepared();
        const request = await asking("ok", reference);
        await tested.befall("reset");
        expect(await tested.provider.authorize(request)).toMatchObject({ kind: "unknown" });
        expect(await tested.provider.authorize(request)).toMatchObject(answered("authorized"));
      },
    );

    test.skipIf(lacks("request-lost"))(
      "a request that was lost cannot be told from one that was done: unknown, until it is proven undone",
      async () => {
        const reference = await prepared();
        const request = await asking("ok", reference);
        await tested.befall("request-lost");
        expect(await tested.provider.authorize(request)).toMatchObject({ kind: "unknown" });
        const proof = able.reads
          ? await tested.provider.retrieve(reference)
          : await tested.provider.fence(fencing(reference, request.key));
        expect(proof).toMatchObject(answered(able.reads ? afterLoss : "canceled"));
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
