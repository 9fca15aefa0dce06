import { json } from "../../../api/answer.ts";
import { composition } from "../../../compose.ts";
import { environment } from "../../../env.ts";

/** 200 while this release can take money, 503 while its database does not answer. */
export async function GET(): Promise<Response> {
  const { isHealthy } = await composition();
  const healthy = await isHealthy();
  const body = { status: healthy ? "up" : "down", app: "checkout", release: environment().RELEASE_ID };
  return healthy
    ? json(body)
    : Response.json(body, { status: 503, headers: { "cache-control": "no-store" } });
}
