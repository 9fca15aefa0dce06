import { createHash } from "node:crypto";
import { equals, type Money } from "@evertill/money";
import type { Attempt } from "../attempt/attempt.ts";
import { outcomeOf } from "../attempt/outcome-of.ts";
import { isLive } from "../attempt/transitions.ts";
import type { PaymentOutcome } from "../outcome.ts";
import type { Instrument } from "../payment-method.ts";
import type { PayCommand } from "../payments.ts";
import { ask } from "./ask.ts";
import { ageMs, askingMs, type Context } from "./context.ts";
import { fence } from "./fence.ts";
import { learn } from "./learn.ts";

export async function pay(context: Context, command: PayCommand): Promise<PaymentOutcome> {
  const { reference, amount, instrument } = command;
  if (amount.amountMinor <= 0) throw new RangeError("A payment needs an amount above zero");
  const instrumentDigest = createHash("sha256").update(idOf(instrument)).digest("base64url");
  const { provider } = instrument;
  const billingCountry = (command.billing ?? command.delivery)?.country ?? null;
  const wanted = { reference, provider, amount, instrumentDigest, billingCountry };
  // Nearly always nothing stands in its way, which one statement tells.
  const first = await context.store.begin(wanted);
  if (first) return outcomeOf(await ask(context, first, command));
  const repeated = await context.store.findByInstrument(reference, provider, instrumentDigest);
  if (repeated) return outcomeOf(await learn(context, repeated, "pay"));
  const inTheWay = await clearTheWay(context, reference, amount);
  if (inTheWay) return outcomeOf(inTheWay);
  const attempt = await context.store.begin(wanted);
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
  if (!isLive(fenced)) return null;
  return fenced.fenceReason === null ? clearTheWay(context, reference, amount) : fenced;
}

function isAnswer(context: Context, attempt: Attempt, amount: Money): boolean {
  if (attempt.state === "captured") return true;
  if (attempt.state === "authorized") {
    return attempt.fenceReason === null && equals(attempt.authorized, amount);
  }
  const inFlight = attempt.state === "created" || attempt.state === "sent";
  return inFlight && ageMs(context, attempt.since) < askingMs;
}
