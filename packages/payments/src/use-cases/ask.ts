import type { Attempt } from "../attempt/attempt.ts";
import type { Known } from "../authentication/authenticator.ts";
import { idempotencyKey } from "../key.ts";
import type { CardSummary, Decline } from "../outcome.ts";
import type { PayCommand } from "../payments.ts";
import type { Authentication, AuthorizeRequest, Call, Facts, PrepareRequest } from "../provider.ts";
import { ageMs, type Context, providerNamed, there } from "./context.ts";
import { countDecline } from "./count-decline.ts";
import { endUnasked, localeOf } from "./elsewhere.ts";
import { cancel } from "./fence.ts";
import { setAside } from "./hear.ts";
import { advance, reload, settle } from "./settle.ts";
import { findTruth, isSoftDecline, type SoftDecline } from "./find-truth.ts";
import { judgeCard } from "./judge-card.ts";
import { decideElsewhere, isPayableElsewhere } from "./payable-elsewhere.ts";

/** Makes the attempt known there, marks it sent, asks. A crash between any two of these is found by the sweep. */
export async function ask(context: Context, attempt: Attempt, command: PayCommand): Promise<Attempt> {
  const { store, clock } = context;
  const locale = localeOf(command.languageTag);
  const unfit = await unfitness(context, attempt, locale);
  if (unfit) return endUnasked(context, attempt, unfit, locale);
  const card = await knownCard(context, attempt, command);
  const capped = await cappedDecline(context, card);
  if (capped) return settle(context, attempt, { kind: "declined", decline: capped }, "pay");
  const beganMs = clock.now().getTime();
  const prepared = await prepare(context, attempt, command);
  if ("problem" in prepared) return endUnasked(context, prepared.attempt, prepared.problem, locale);
  const known = prepared.attempt;
  const { paymentId, provider, number: attemptNumber, amount } = known;
  const key = idempotencyKey({ paymentId, provider, operation: "confirm", attemptNumber, number: 1 });
  // Begun with the move, so that whoever fences a sent attempt knows that money may be asked for.
  const opens = { operation: "confirm", key, amount } as const;
  const sent =
    known.state === "created" ? await store.move(known, { state: "sent" }, "pay", null, { opens }) : null;
  if (sent) {
    const { instrument } = command;
    const authentication = await authenticationFor(context, sent, { ...command, card }, false);
    const request = { ...requestOf(sent, command, key), ...there(sent), instrument, authentication };
    return authorize(context, sent, request, { beganMs, locale, card, softDecline: null });
  }
  // Someone fenced it meanwhile: close what was just made there, and do not ask.
  const fenced = await reload(context, known);
  if (fenced.state === "voided") await cancel(context, fenced);
  return fenced;
}

/** How long a shopper may have waited when the bank is asked once more: that takes up to eight seconds. */
const stepUpWithinMs = 4_000;

type Problem = Parameters<typeof endUnasked>[2];

/** Why it is not even tried: the amount is none of this provider's, or the provider is down and another is up. */
async function unfitness(context: Context, attempt: Attempt, locale: string): Promise<Problem | null> {
  const refusal = providerNamed(context, attempt.provider).refusesAmount(attempt.amount);
  if (refusal !== null) return { class: "config", code: "amount_refused", operatorMessage: refusal };
  const { technical, because } = (await context.health.view())(attempt.provider);
  if (technical !== "unable" || !(await isPayableElsewhere(context, attempt, locale))) return null;
  return { class: "transient", code: "not_tried", operatorMessage: `It is left alone for now: ${because}` };
}

/** What is known of the card before anybody is asked; not looked for where nobody goes by it. */
async function knownCard(
  context: Context,
  { provider }: Attempt,
  { instrument }: PayCommand,
): Promise<CardSummary | null> {
  const isWanted = context.cardDeclines !== null || context.authenticator !== null;
  return isWanted ? providerNamed(context, provider).cardOf(instrument) : null;
}

/** A card that was declined as often as its network allows is not asked for again: nothing is sent. */
async function cappedDecline(context: Context, card: CardSummary | null): Promise<Decline | null> {
  const verdict = await judgeCard(context, card);
  if (verdict === null || verdict.may) return null;
  return {
    class: "capped",
    code: "retry_cap",
    mayRetry: false,
    mayGoElsewhere: false,
    mayStepUp: false,
    // Why an issuer will never approve is nothing that whoever holds the card may learn.
    shopperMessage: verdict.until === null ? "try-another-card" : "card-tried-too-often",
    operatorMessage: `Nothing was sent. ${verdict.operatorMessage}`,
  };
}

type Prepared = { readonly attempt: Attempt } | { readonly attempt: Attempt; readonly problem: Problem };

async function prepare(context: Context, attempt: Attempt, command: PayCommand): Promise<Prepared> {
  const { store } = context;
  const provider = providerNamed(context, attempt.provider);
  const { key } = await store.openOperation(attempt, "create", attempt.amount);
  const call = await twice(() => provider.prepare(requestOf(attempt, command, key)));
  if (call.kind === "answered") {
    const { providerReference, details = {} } = call.answer;
    return { attempt: await store.setProviderReference(attempt, { providerReference, details, key }) };
  }
  await store.closeOperation(key, call.kind, call.operatorMessage);
  // What was made there, if anything, has no instrument: it cannot take money, so silence here is safe to call a no.
  return { attempt, problem: problemOf(call) };
}

type Asking = {
  readonly beganMs: number;
  readonly locale: string;
  readonly card: CardSummary | null;
  /** What the bank said before the step-up that is under way. */
  readonly softDecline: SoftDecline | null;
};

async function authorize(
  context: Context,
  attempt: Attempt,
  request: AuthorizeRequest,
  asking: Asking,
): Promise<Attempt> {
  const { store, log } = context;
  const provider = providerNamed(context, attempt.provider);
  const first = await provider.authorize(request);
  // Only what provably never left this machine is sent again.
  const last = first.kind === "not-sent" ? await provider.authorize(request) : first;
  const call = await counted(context, attempt, last, asking.locale);
  if (call.kind === "answered") return heed(context, attempt, request, asking, call.answer);
  await store.closeOperation(request.key, call.kind, call.operatorMessage);
  switch (call.kind) {
    case "refused":
    case "not-sent":
      // A bank was asked before and said no: that stands.
      if (asking.softDecline !== null) return settle(context, attempt, asking.softDecline, "pay");
      return endUnasked(context, attempt, problemOf(call), asking.locale);
    case "in-progress":
    case "unknown": {
      log.warn({ attemptId: attempt.id, call }, "outcome of a payment attempt is unknown");
      const unknown =
        attempt.state === "unknown"
          ? attempt
          : await advance(context, attempt, { state: "unknown" }, call.kind);
      return findTruth(context, unknown, request, {
        ...asking,
        isRunning: call.kind === "in-progress",
        onSoftDecline: (known, declined) => stepUpLate(context, known, request, asking, declined),
      });
    }
  }
}

/** Settles the attempt by the answer; the first soft decline is stepped up instead. */
async function heed(
  context: Context,
  attempt: Attempt,
  request: AuthorizeRequest,
  asking: Asking,
  answer: Facts,
): Promise<Attempt> {
  const isSoft = isSoftDecline(answer);
  // A soft decline is as good as a refusal: what comes next is another decision, with a key of its own.
  const ended = { key: request.key, result: isSoft ? "refused" : "answered", detail: null };
  if (!isSoft || asking.softDecline !== null) return settle(context, attempt, answer, "pay", ended);
  await context.store.closeOperation(ended.key, ended.result, ended.detail);
  return stepUp(context, attempt, request, asking, answer);
}

/** A card that may not be tried again is neither stepped up nor asked for elsewhere. */
async function counted(
  context: Context,
  attempt: Attempt,
  call: Call<Facts>,
  locale: string,
): Promise<Call<Facts>> {
  if (call.kind !== "answered" || call.answer.kind !== "declined") return call;
  const declined = await countDecline(context, attempt, call.answer);
  return { kind: "answered", answer: await decideElsewhere(context, attempt, declined, locale) };
}

/** The issuer wants the shopper asked: once more at the same provider, in the same breath, with a new key and a challenge. */
async function stepUp(
  context: Context,
  attempt: Attempt,
  request: AuthorizeRequest,
  asking: Asking,
  declined: SoftDecline,
): Promise<Attempt> {
  const { store } = context;
  const details = { ...attempt.providerDetails, ...declined.details };
  const known = await store.learnDetails(attempt, setAside(details));
  const isOurs = known.state === "sent" || known.state === "unknown";
  if (!isOurs || known.fenceReason !== null) return settle(context, known, declined, "pay");
  await store.closeOperation(request.key, "refused", declined.decline.operatorMessage);
  const { key } = await store.openOperation(known, "confirm", known.amount);
  const authentication = await authenticationFor(context, known, { ...request, card: asking.card }, true);
  // The second ask may need what the first is known by (Stripe's payment method); the attempt is no longer known by it.
  const again = { ...request, key, details, authentication };
  return authorize(context, known, again, { ...asking, softDecline: declined });
}

/** The soft decline was read, since its own answer was lost: stepped up as well, while the shopper can still wait for it. */
async function stepUpLate(
  context: Context,
  attempt: Attempt,
  request: AuthorizeRequest,
  asking: Asking,
  declined: SoftDecline,
): Promise<Attempt> {
  const facts = await countDecline(context, attempt, declined);
  const isLate = ageMs(context, new Date(asking.beganMs)) > stepUpWithinMs;
  if (asking.softDecline !== null || isLate || !isSoftDecline(facts)) {
    return settle(context, attempt, facts, "pay");
  }
  return stepUp(context, attempt, request, asking, facts);
}

/** What is asked of the bank, decided and kept before it is asked; left to the provider where nothing is configured. */
async function authenticationFor(
  { authenticator }: Context,
  attempt: Attempt,
  known: Known,
  afterSoftDecline: boolean,
): Promise<Authentication> {
  return authenticator === null
    ? { ask: afterSoftDecline ? "challenge" : "automatic", exemption: null }
    : authenticator(attempt, known, afterSoftDecline);
}

function requestOf(attempt: Attempt, command: PayCommand, key: string): PrepareRequest {
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

/** A lost answer may be asked for once more with the same key: while unprepared, nothing can be taken. */
async function twice<Answer>(call: () => Promise<Call<Answer>>): Promise<Call<Answer>> {
  const first = await call();
  return first.kind === "answered" || first.kind === "refused" ? first : call();
}

function problemOf(call: Exclude<Call<unknown>, { readonly kind: "answered" }>): Problem {
  const { operatorMessage } = call;
  return call.kind === "refused"
    ? { class: "config", code: call.code, operatorMessage }
    : { class: "transient", code: "not_reached", operatorMessage };
}
