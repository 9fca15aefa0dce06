import { createHash } from "node:crypto";
import { equals, type Money } from "@evertill/money";
import type { Attempt } from "../attempt/attempt.ts";
import { outcomeOf } from "../attempt/outcome-of.ts";
import { isLive } from "../attempt/transitions.ts";
import type { Decline, PaymentOutcome } from "../outcome.ts";
import type { PayCommand } from "../payments.ts";
import type { Instrument } from "../payment-method.ts";
import type { Call, PrepareRequest } from "../provider.ts";
import { ageMs, askingMs, type Context, providerNamed, there } from "./context.ts";
import { cancel, fence } from "./fence.ts";
import { learn } from "./learn.ts";
import { advance, settle } from "./settle.ts";

export async function pay(context: Context, command: PayCommand): Promise<PaymentOutcome> {
  const { reference, amount, instrument } = command;
  if (amount.amountMinor <= 0) throw new RangeError("A payment needs an amount above zero");
  const instrumentDigest = createHash("sha256").update(idOf(instrument)).digest("base64url");
  const repeated = await context.store.findByInstrument(reference, instrument.provider, instrumentDigest);
  if (repeated) return outcomeOf(await learn(context, repeated, "pay"));
  const inTheWay = await clearTheWay(context, reference, amount);
  if (inTheWay) return outcomeOf(inTheWay);
  const { provider } = instrument;
  const attempt = await context.store.begin({ reference, provider, amount, instrumentDigest });
  if (attempt) return outcomeOf(await ask(context, attempt, command));
  // Another tab was faster: its attempt is the answer.
  const winner = await context.store.findLive(reference);
  if (winner) return outcomeOf(winner);
  const newest = await context.store.findNewest(reference);
  if (!newest) throw new Error(`Payment ${reference} has neither begun nor refused to begin`);
  return outcomeOf(newest);
}

/** What is new with every collection: the instrument is the idempotency key. Encryption is salted, so a card typed again differs. */
function idOf(instrument: Instrument): string {
  switch (instrument.provider) {
    case "stripe":
      return instrument.confirmationToken;
    case "adyen":
      return `${instrument.card.encryptedCardNumber}.${instrument.card.encryptedSecurityCode}`;
    case "paypal":
      return instrument.tap;
  }
}

/** Settles or fences the attempt that could still take money; returns it when it is itself the answer, or cannot be moved. */
async function clearTheWay(context: Context, reference: string, amount: Money): Promise<Attempt | null> {
  const live = await context.store.findLive(reference);
  if (!live) return null;
  const known = await learn(context, live, "pay");
  if (!isLive(known)) return null;
  if (isAnswer(context, known, amount)) return known;
  const fenced = await fence(context, known, "superseded");
  return isLive(fenced) ? fenced : null;
}

function isAnswer(context: Context, attempt: Attempt, amount: Money): boolean {
  if (attempt.state === "captured") return true;
  if (attempt.state === "authorized") {
    return attempt.fenceReason === null && equals(attempt.authorized, amount);
  }
  const inFlight = attempt.state === "created" || attempt.state === "sent";
  return inFlight && ageMs(context, attempt.since) < askingMs;
}

/** Makes the attempt known there, marks it sent, asks. A crash between any two of these is found by the sweep. */
async function ask(context: Context, attempt: Attempt, command: PayCommand): Promise<Attempt> {
  const provider = providerNamed(context, attempt.provider);
  const refusal = provider.refusesAmount(attempt.amount);
  if (refusal !== null) return decline(context, attempt, refusedRequest("amount_refused", refusal));
  const prepared = await prepare(context, attempt, command);
  if ("decline" in prepared) return decline(context, prepared.attempt, prepared.decline);
  const known = prepared.attempt;
  // Begun before the move, so that whoever fences a sent attempt knows that money may be asked for.
  const { key } = await context.store.openOperation(known, "confirm", known.amount);
  const sent = known.state === "created" ? await advance(context, known, { state: "sent" }, "pay") : known;
  if (sent.state === "sent")
    return authorize(context, sent, {
      ...prepareRequest(sent, command, key),
      instrument: command.instrument,
    });
  // Someone fenced it meanwhile: close what was just made there, and do not ask.
  if (sent.state === "voided") await cancel(context, sent);
  return sent;
}

type Prepared = { readonly attempt: Attempt } | { readonly attempt: Attempt; readonly decline: Decline };

async function prepare(context: Context, attempt: Attempt, command: PayCommand): Promise<Prepared> {
  const { store } = context;
  const provider = providerNamed(context, attempt.provider);
  const { key } = await store.openOperation(attempt, "create", attempt.amount);
  const call = await twice(() => provider.prepare(prepareRequest(attempt, command, key)));
  await store.closeOperation(key, call.kind, messageOf(call));
  if (call.kind === "answered") {
    const { providerReference, details = {} } = call.answer;
    return { attempt: await store.setProviderReference(attempt, providerReference, details) };
  }
  // What was made there, if anything, has no instrument: it cannot take money, so silence here is safe to call a no.
  const refused = call.kind === "refused";
  return {
    attempt,
    decline: refused ? refusedRequest(call.code, call.operatorMessage) : notReached(call.operatorMessage),
  };
}

function prepareRequest(attempt: Attempt, command: PayCommand, key: string): PrepareRequest {
  const {
    description,
    email,
    delivery,
    billing = null,
    languageTag = "en",
    shopper = {},
    returnUrl,
  } = command;
  const { id: attemptId, reference, amount } = attempt;
  const about = { description, email, delivery, billing, languageTag, shopper, returnUrl };
  return { key, attemptId, reference, amount, ...about };
}

async function authorize(
  context: Context,
  attempt: Attempt,
  asked: PrepareRequest & Pick<PayCommand, "instrument">,
): Promise<Attempt> {
  const { store } = context;
  const provider = providerNamed(context, attempt.provider);
  const authentication = { ask: "automatic", exemption: null } as const;
  const request = { ...asked, ...there(attempt), authentication };
  const first = await provider.authorize(request);
  // Only what provably never left this machine is sent again.
  const call = first.kind === "not-sent" ? await provider.authorize(request) : first;
  await store.closeOperation(asked.key, call.kind, messageOf(call));
  switch (call.kind) {
    case "answered":
      return settle(context, attempt, call.answer, "pay");
    case "refused":
      return decline(context, attempt, refusedRequest(call.code, call.operatorMessage));
    case "not-sent":
      return decline(context, attempt, notReached(call.operatorMessage));
    case "in-progress":
    case "unknown": {
      context.log.warn({ attemptId: attempt.id, call }, "outcome of a payment attempt is unknown");
      const unknown = await advance(context, attempt, { state: "unknown" }, call.kind);
      return learn(context, unknown, "pay");
    }
  }
}

/** A lost answer may be asked for once more with the same key: while unprepared, nothing can be taken. */
async function twice<Answer>(call: () => Promise<Call<Answer>>): Promise<Call<Answer>> {
  const first = await call();
  return first.kind === "answered" || first.kind === "refused" ? first : call();
}

function decline(context: Context, attempt: Attempt, reason: Decline): Promise<Attempt> {
  return settle(context, attempt, { kind: "declined", decline: reason }, "pay");
}

function refusedRequest(code: string, operatorMessage: string): Decline {
  return { class: "config", code, mayRetry: true, shopperMessage: "try-again-later", operatorMessage };
}

function notReached(operatorMessage: string): Decline {
  return {
    class: "transient",
    code: "not_reached",
    mayRetry: true,
    shopperMessage: "try-again-later",
    operatorMessage,
  };
}

function messageOf(call: Call<unknown>): string | null {
  return call.kind === "answered" ? null : call.operatorMessage;
}
