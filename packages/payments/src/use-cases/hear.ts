import type { Attempt } from "../attempt/attempt.ts";
import type { Facts, HeardFailure, ProviderDetails } from "../provider.ts";
import { closeNewest, endCancels } from "./close-newest.ts";
import { ageMs, askingMs, type Context } from "./context.ts";
import { settle } from "./settle.ts";

/**
 * Weighs what a webhook's signed fields say where the provider cannot be read. It was true once: an authorisation told of
 * after the attempt was proven cancelled is old news, and so is the decline of an ask that was set aside for another.
 * `later`: the attempt is being asked for right now, by someone who learns more than the webhook says.
 */
export async function hear(
  context: Context,
  attempt: Attempt,
  heard: Facts | HeardFailure,
  cause: string,
): Promise<"applied" | "later"> {
  if (heard.kind === "operation-failed") {
    await noteFailure(context, attempt, heard);
    if (heard.operation === "cancel") await settleAbsence(context, attempt, heard, cause);
    return "applied";
  }
  if (isOldNews(attempt, heard)) return "applied";
  const asking = attempt.state === "sent" && ageMs(context, attempt.since) < askingMs;
  if (asking && heard.kind === "declined") return "later";
  await settle(context, attempt, heard, cause);
  return "applied";
}

function isOldNews(attempt: Attempt, heard: Facts): boolean {
  const ended = attempt.state === "voided" || attempt.state === "expired";
  const known = attempt.providerDetails;
  if (heard.kind === "authorized")
    return ended && known[proof] !== absence && isKnown(known, heard.details ?? {});
  return heard.kind === "declined" && wasSetAside(known, heard.details ?? {});
}

/** It speaks of the payment there that was proven cancelled; one under a name never heard before is money that came late. */
function isKnown(known: ProviderDetails, heard: ProviderDetails): boolean {
  return Object.entries(heard).every(([name, value]) => known[name] === value);
}

/** A cancel asked for so long after the payment, and answered by "there is nothing to cancel", proves that there will be nothing. */
const absenceMs = 5 * 60_000;
const proof = "proof";
const absence = "absence";

/**
 * The provider signed that it has nothing to cancel, long after the connection that could have brought a request was
 * closed: no money was asked for. Kept as such, since money that turns up after all is a late success and no old news.
 */
async function settleAbsence(
  context: Context,
  attempt: Attempt,
  heard: HeardFailure,
  cause: string,
): Promise<void> {
  if (attempt.state !== "sent" && attempt.state !== "unknown") return;
  // The webhook of an earlier cancel may come late, and says what was true when that one was carried out.
  const [asked, askedAt = ""] = (attempt.providerDetails["cancel"] ?? "").split(" ");
  if (asked === "" || asked !== heard.details?.["cancel"]) return;
  if (!(Date.parse(askedAt) - attempt.createdAt.getTime() >= absenceMs)) return;
  await settle(context, attempt, { kind: "canceled", details: { [proof]: absence } }, cause);
}

const before = "before.";

/** What is known of an ask that is set aside for a second one of the same attempt, so that news of the first are told from news of the second. */
export function setAside(details: ProviderDetails): Readonly<Record<string, string | null>> {
  const entries = Object.entries(details).filter(([name]) => !name.startsWith(before));
  return Object.fromEntries(
    entries.flatMap(([name, value]) => [
      [`${before}${name}`, value],
      [name, null],
    ]),
  );
}

function wasSetAside(known: ProviderDetails, heard: ProviderDetails): boolean {
  return Object.entries(heard).some(([name, value]) => known[`${before}${name}`] === value);
}

async function noteFailure(context: Context, attempt: Attempt, failure: HeardFailure): Promise<void> {
  const { store, log } = context;
  const { operation, code, operatorMessage } = failure;
  const { id: attemptId, reference } = attempt;
  log.error({ attemptId, reference, ...failure }, "what a provider had taken note of was refused later");
  if (operation === "cancel") return endCancels(context, attempt, operatorMessage);
  await closeNewest(context, attempt, "capture", { result: "refused", detail: operatorMessage });
  await store.openTask({
    kind: `${operation}-refused`,
    subject: reference,
    summary: "An order was placed, and its payment could not be captured.",
    details: { attemptId, code, operatorMessage },
  });
}
