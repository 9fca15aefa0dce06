import pg from "pg";

/** What became of the orders once nothing was left to do. Each count is of orders, the last two of jobs and of cases. */
export type Aftermath = {
  readonly placed: number;
  readonly twice: number;
  readonly captured: number;
  readonly inShop: number;
  readonly mailed: number;
  readonly recorded: number;
  readonly gaveUp: number;
  readonly forPersons: number;
};

const lookEveryMs = 250;

/** `waiting` counts jobs and webhooks that were still to be done when patience was over; 0 when all was done in `tookMs`. */
export type Drained = { readonly tookMs: number; readonly waiting: number };

/**
 * Waits until the worker has nothing left to do for any order. Quiet for half a second, because a webhook may be on its way
 * between two jobs. The shop's Admin API is the narrow part: {@link adminPoints} says what it was asked for.
 */
export async function drain(databaseUrl: string, patienceMs: number): Promise<Drained> {
  return withClient(databaseUrl, async (client) => {
    const began = performance.now();
    let quietSince: number | null = null;
    for (;;) {
      const waiting = await countWaiting(client);
      const now = performance.now();
      quietSince = waiting > 0 ? null : (quietSince ?? now);
      if (quietSince !== null && now - quietSince >= 2 * lookEveryMs)
        return { tookMs: quietSince - began, waiting };
      if (now - began > patienceMs) return { tookMs: now - began, waiting };
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  });
}

async function countWaiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ waiting: number }>(`
    select (select count(*) from pgboss.job where state in ('created', 'retry', 'active') and name not like '\\_\\_%')::int
      + (select count(*) from provider_event where applied_at is null)::int
      + (select count(*) from shop_event where applied_at is null)::int as waiting`);
  return rows[0]?.waiting ?? 0;
}

/** What was asked of the sandbox's Admin API so far, in its own points, and how many of them it gives each second. */
export async function adminPoints(
  shopifyUrl: string,
): Promise<{ readonly spent: number; readonly restoredPerSecond: number }> {
  const answer = await fetch(`${shopifyUrl}/control/api/admin-points`);
  return (await answer.json()) as { spent: number; restoredPerSecond: number };
}

/** Counts what the orders came to; read it after {@link drain}. */
export async function aftermath(databaseUrl: string): Promise<Aftermath> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<Aftermath>(`
      select count(*)::int as placed,
        (count(*) - count(distinct checkout_id))::int as twice,
        (count(*) filter (where captured_minor = total_minor))::int as captured,
        (count(*) filter (where not exists (select 1 from inventory_reservation r
          where r.holder = o.checkout_id and r.state in ('live', 'placed'))))::int as "inShop",
        (count(*) filter (where exists (select 1 from sent_mail m
          where m.id = 'order-confirmation-' || o.id)))::int as mailed,
        (count(*) filter (where exists (select 1 from tracking_event e
          where e.name = 'purchase' and e.id = o.id)))::int as recorded,
        (select count(*) from pgboss.job where state = 'failed')::int as "gaveUp",
        ((select count(*) from operator_case) + (select count(*) from operator_task))::int as "forPersons"
      from placed_order o`);
    const row = rows[0];
    if (!row) throw new Error("Postgres counted nothing");
    return row;
  });
}

async function withClient<Answer>(
  url: string,
  work: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
