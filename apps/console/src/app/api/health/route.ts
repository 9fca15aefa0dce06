import { composition } from "../../../compose.ts";
import { environment } from "../../../env.ts";

/** 200 while the console can be used, 503 while its database does not answer. */
export async function GET(): Promise<Response> {
  const healthy = await isHealthy();
  const body = { status: healthy ? "up" : "down", app: "console", release: environment().RELEASE_ID };
  return Response.json(body, { status: healthy ? 200 : 503, headers: { "cache-control": "no-store" } });
}

async function isHealthy(): Promise<boolean> {
  try {
    await composition().database.$client.query("select 1");
    return true;
  } catch {
    return false;
  }
}
