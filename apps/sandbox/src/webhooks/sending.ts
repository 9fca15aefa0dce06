import type { SandboxContext } from "../context.ts";
import type { Fault } from "../faults/fault.ts";
import type { Store } from "../store/store.ts";
import type { Attempt, Content, Delivery } from "./delivery.ts";

/** How one vendor sends its webhooks. */
export type Sending<D extends Delivery> = {
  /** The kind its deliveries are stored under. */
  readonly kind: string;
  /** The fault switches that make them late, double or lost. */
  readonly target: Fault["target"];
  readonly answerWithinMs: number;
  /** The wait before each repeat; after the last one it is given up. */
  readonly repeatAfterSeconds: readonly number[];
  /** Signs what is sent, at the time it is sent. */
  readonly compose: (context: SandboxContext, delivery: D, at: Date) => Letter;
  /** Called when an ended delivery is dropped, for what is kept beside it. */
  readonly forget?: (context: SandboxContext, delivery: D) => void;
};

export type Letter = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

/** Ended deliveries of a kind that are kept to be looked at. */
const keptMax = 500;
const sentAtOnce = 20;
const pollMs = 50;

/**
 * Puts a webhook on its way, in the same save as the change it tells of: late, twice or not at all as the fault switches
 * say. `content` is called once for each copy.
 */
export function queue<D extends Delivery>(
  { store, faults, now }: SandboxContext,
  { kind, target }: Sending<D>,
  operation: string,
  content: () => Content<D>,
): void {
  const fault = faults.meet(target, operation);
  const triggeredAt = now();
  const lateMs = fault?.mode === "webhook-late" ? fault.delayMs : 0;
  const copies = fault?.mode === "webhook-twice" ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) {
    const schedule = {
      triggeredAt: triggeredAt.toISOString(),
      state: fault?.mode === "webhook-lost" ? "lost" : "waiting",
      dueAt: new Date(triggeredAt.getTime() + lateMs).toISOString(),
      attempts: [],
    };
    store.collection<D>(kind).put({ ...content(), ...schedule } as unknown as D);
  }
}

/** Sends what is due, until it is closed. */
export function keepSending<D extends Delivery>(
  context: SandboxContext,
  sending: Sending<D>,
): { close: () => Promise<void> } {
  const closing = new AbortController();
  const loop = (async () => {
    while (!closing.signal.aborted) {
      await sendDue(context, sending).catch((error: unknown) =>
        context.log.error({ err: error, kind: sending.kind }, "webhook round failed"),
      );
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  })();
  return {
    close: async () => {
      closing.abort();
      await loop;
    },
  };
}

const rounds = new WeakMap<Store, Map<string, Promise<void>>>();

/** One round: sends every delivery that is due now, the oldest first. Rounds of one kind never overlap. */
export function sendDue<D extends Delivery>(context: SandboxContext, sending: Sending<D>): Promise<void> {
  const ofStore = rounds.get(context.store) ?? new Map<string, Promise<void>>();
  rounds.set(context.store, ofStore);
  const before = ofStore.get(sending.kind) ?? Promise.resolve();
  const round = before.catch(() => undefined).then(() => sendRound(context, sending));
  ofStore.set(sending.kind, round);
  return round;
}

async function sendRound<D extends Delivery>(context: SandboxContext, sending: Sending<D>): Promise<void> {
  const deliveries = context.store.collection<D>(sending.kind);
  const now = context.now().getTime();
  const due = deliveries.all().filter(({ state, dueAt }) => state === "waiting" && Date.parse(dueAt) <= now);
  for (let start = 0; start < due.length; start += sentAtOnce) {
    const batch = due.slice(start, start + sentAtOnce);
    await Promise.all(
      batch.map(async (delivery) => deliveries.put(await deliver(context, sending, delivery))),
    );
    await context.store.save();
  }
  forgetOld(context, sending);
}

function forgetOld<D extends Delivery>(context: SandboxContext, { kind, forget }: Sending<D>): void {
  const deliveries = context.store.collection<D>(kind);
  const ended = deliveries.all().filter(({ state }) => state !== "waiting");
  for (const delivery of ended.slice(0, Math.max(0, ended.length - keptMax))) {
    deliveries.delete(delivery.id);
    forget?.(context, delivery);
  }
}

async function deliver<D extends Delivery>(
  context: SandboxContext,
  sending: Sending<D>,
  delivery: D,
): Promise<D> {
  const at = context.now();
  const answer = await post(delivery.uri, sending.compose(context, delivery, at), sending.answerWithinMs);
  const attempts: Attempt[] = [...delivery.attempts, { at: at.toISOString(), ...answer }];
  const { status } = answer;
  if (status !== null && status >= 200 && status < 300) return { ...delivery, attempts, state: "delivered" };
  const wait = sending.repeatAfterSeconds[attempts.length - 1];
  if (wait === undefined) return { ...delivery, attempts, state: "given-up" };
  return { ...delivery, attempts, dueAt: new Date(at.getTime() + wait * 1_000).toISOString() };
}

async function post(uri: string, letter: Letter, withinMs: number): Promise<Omit<Attempt, "at">> {
  try {
    const answer = await fetch(uri, {
      method: "POST",
      ...letter,
      redirect: "manual",
      signal: AbortSignal.timeout(withinMs),
    });
    return { status: answer.status, note: (await answer.text()).slice(0, 200) };
  } catch (error) {
    return { status: null, note: error instanceof Error ? error.message : String(error) };
  }
}
