import { connect } from "@evertill/database";
import type { PaymentProvider } from "@evertill/payments";

/** What whoever awaits a dead process's call gets in a test; in the world nobody does. */
export class Killed extends Error {
  constructor() {
    super("the process was killed");
    this.name = "Killed";
  }
}

/**
 * A process that is killed at its `dies`-th step outside itself (a statement, or a request to a provider): before it or right
 * after it, its connections gone and nothing continued. `steps` tells how many it took.
 */
export function mortalProcess(url: string, { dies, when }: { dies: number; when: "before" | "after" }) {
  const database = connect(url, { applicationName: "mortal" });
  const streams = new Set<{ destroy: () => void }>();
  let steps = 0;
  let dead = false;

  function die(): never {
    dead = true;
    for (const stream of streams) stream.destroy();
    throw new Killed();
  }

  async function step<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (dead) throw new Killed();
    steps += 1;
    const last = steps === dies;
    if (last && when === "before") die();
    const answer = await call();
    if (dead || last) die();
    return answer;
  }

  const pool = database.$client;
  const ask = pool.query.bind(pool) as (...parameters: unknown[]) => Promise<unknown>;
  pool.query = ((...parameters: unknown[]) => step(() => ask(...parameters))) as typeof pool.query;
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    streams.add((client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream);
    const query = client.query.bind(client) as (...parameters: unknown[]) => Promise<unknown>;
    // With a callback it is the pool's own, which is counted already.
    client.query = ((...parameters: unknown[]) =>
      typeof parameters.at(-1) === "function"
        ? query(...parameters)
        : step(() => query(...parameters))) as typeof client.query;
  });

  return {
    database,
    steps: () => steps,
    isDead: () => dead,
    /** The provider as this process reaches it. */
    reaching: (provider: PaymentProvider) => mortalProvider(provider, step),
    /** Not waited for: what a dead process borrowed is never given back. */
    bury: () => void pool.end().catch(() => undefined),
  };
}

function mortalProvider(
  provider: PaymentProvider,
  step: <Answer>(call: () => Promise<Answer>) => Promise<Answer>,
): PaymentProvider {
  return new Proxy(provider, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      const call = (...parameters: unknown[]): unknown => member.apply(target, parameters);
      if (name === "refusesAmount" || name === "parseWebhook") return call;
      return (...parameters: unknown[]) => step(async () => call(...parameters));
    },
  });
}
