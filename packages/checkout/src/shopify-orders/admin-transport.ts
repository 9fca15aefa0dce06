import { z } from "zod";
import type { Silent } from "./order-destination.ts";

export type AdminSettings = {
  /** Origin of the shop: `https://my-shop.myshopify.com`. */
  readonly storeUrl: string;
  readonly apiVersion: string;
  readonly accessToken: string;
  readonly deadlineMs?: number;
  /** Waits between two throttled tries; tests pass their own. */
  readonly wait?: (milliseconds: number) => Promise<void>;
};

/** What one request came to. `refused` is the API's own word that the request is wrong; nothing was done. */
export type AdminAnswer<Data> =
  | { readonly kind: "answered"; readonly data: Data }
  | { readonly kind: "refused"; readonly reasons: readonly string[] }
  | Silent;

const throttleTriesMax = 5;
const throttleWaitMaxMs = 10_000;

const costSchema = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});
const bodySchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }),
    )
    .optional(),
  extensions: z.object({ cost: costSchema.optional() }).optional(),
});
type Body = z.infer<typeof bodySchema>;

export type AdminTransport = <Data>(
  document: string,
  variables: Readonly<Record<string, unknown>>,
  data: z.ZodType<Data>,
) => Promise<AdminAnswer<Data>>;

/**
 * Asks the Admin API. A throttled request was not executed, so it is asked again once enough of the bucket has leaked
 * back, by the API's own numbers. Anything without a readable answer is `silent`: a write may have been done.
 */
export function createAdminTransport(settings: AdminSettings): AdminTransport {
  const wait = settings.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds)));
  return async (document, variables, data) => {
    for (let tries = 1; ; tries += 1) {
      const posted = await post(settings, { query: document, variables });
      if (posted.kind === "silent") return posted;
      if (posted.kind === "throttled") {
        if (tries >= throttleTriesMax) return { kind: "silent", reason: "the shop kept throttling" };
        await wait(Math.min(posted.waitMs, throttleWaitMaxMs));
        continue;
      }
      return read(posted.body, data);
    }
  };
}

type Posted =
  | { readonly kind: "body"; readonly body: Body }
  | { readonly kind: "throttled"; readonly waitMs: number }
  | Silent;

async function post(settings: AdminSettings, payload: object): Promise<Posted> {
  const { storeUrl, apiVersion, accessToken, deadlineMs = 10_000 } = settings;
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${storeUrl}/admin/api/${apiVersion}/graphql.json`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "x-shopify-access-token": accessToken,
      },
      body: JSON.stringify(payload),
      signal: AbortSignal.timeout(deadlineMs),
      redirect: "error",
    });
    text = await response.text();
  } catch (error) {
    return silent(error instanceof Error ? error.message : String(error));
  }
  if (response.status === 429) {
    const seconds = Number(response.headers.get("retry-after") ?? 2);
    return { kind: "throttled", waitMs: (Number.isFinite(seconds) ? seconds : 2) * 1_000 };
  }
  const body = parse(text);
  if (body === null || response.status >= 500) return silent(`HTTP ${response.status}`);
  if (!response.ok) return silent(`HTTP ${response.status}: ${messagesOf(body).join("; ")}`);
  return isThrottled(body) ? { kind: "throttled", waitMs: waitOf(body) } : { kind: "body", body };
}

function parse(text: string): Body | null {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function read<Data>(body: Body, schema: z.ZodType<Data>): AdminAnswer<Data> {
  if (body.errors && body.errors.length > 0) {
    const internal = body.errors.some(({ extensions }) => extensions?.code === "INTERNAL_SERVER_ERROR");
    return internal ? silent(messagesOf(body).join("; ")) : { kind: "refused", reasons: messagesOf(body) };
  }
  const parsed = schema.safeParse(body.data);
  if (!parsed.success) return silent(`an answer of another shape: ${z.prettifyError(parsed.error)}`);
  return { kind: "answered", data: parsed.data };
}

function isThrottled({ errors }: Body): boolean {
  return errors?.some(({ extensions }) => extensions?.code === "THROTTLED") ?? false;
}

function waitOf({ extensions }: Body): number {
  const cost = extensions?.cost;
  if (!cost) return 1_000;
  const missing = cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable;
  return Math.max(0, Math.ceil((missing / cost.throttleStatus.restoreRate) * 1_000));
}

function messagesOf({ errors }: Body): string[] {
  return errors?.map(({ message, extensions }) => `${extensions?.code ?? "error"}: ${message}`) ?? [];
}

function silent(reason: string): Silent {
  return { kind: "silent", reason: `the shop did not answer: ${reason}` };
}
