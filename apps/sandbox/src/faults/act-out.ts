import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "./fault.ts";

/** A whole HTTP answer. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** One request at a vendor's door. */
export type Visit = {
  /** The raw answer of node, so that a fault can cut the connection. */
  readonly outgoing: ServerResponse;
  /** What {@link Faults.meet} gave. */
  readonly fault: Fault | undefined;
  /** Does the work; called at most once, and not at all where the fault says so. */
  readonly work: () => Promise<Answer>;
  /** What the vendor answers when there are too many calls. */
  readonly throttled: () => Answer;
  /** What the vendor answers when it is broken. */
  readonly failed: () => Answer;
};

/** Answers a visit as its fault demands, or properly when there is none. Resolves when nothing more will be written. */
export async function actOut(visit: Visit): Promise<void> {
  const { outgoing, fault, work } = visit;
  switch (fault?.mode) {
    case "refuse":
      return cut(outgoing);
    case "hang":
      return hang(outgoing);
    case "error":
      return write(outgoing, visit.failed());
    case "throttle":
      return write(outgoing, visit.throttled());
    case "slow":
      await Promise.race([sleep(fault.delayMs), hang(outgoing)]);
      return write(outgoing, await work());
    case "accept-then-hang":
      await work();
      return hang(outgoing);
    case "accept-then-reset":
      await work();
      return cut(outgoing);
    case "accept-then-error":
      await work();
      return write(outgoing, visit.failed());
    case "partial-body":
      return writeHalf(outgoing, await work());
    // The vendor acts these out itself, since they have words of its own.
    case "key-in-use":
    case "key-store-down":
    // These are for deliveries that the sandbox makes itself, not for visits.
    case "webhook-late":
    case "webhook-twice":
    case "webhook-lost":
    case undefined:
      return write(outgoing, await work());
  }
}

function cut(outgoing: ServerResponse): void {
  outgoing.socket?.resetAndDestroy();
}

async function hang(outgoing: ServerResponse): Promise<void> {
  if (!outgoing.destroyed && !outgoing.closed) await once(outgoing, "close");
}

function write(outgoing: ServerResponse, answer: Answer): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  outgoing.end(answer.body);
}

async function writeHalf(outgoing: ServerResponse, answer: Answer): Promise<void> {
  const body = Buffer.from(answer.body);
  outgoing.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  await new Promise((resolve) => {
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), resolve);
  });
  outgoing.socket?.destroy();
}
