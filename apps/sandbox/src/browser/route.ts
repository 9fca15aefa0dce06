import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import { actOut, type Answer } from "../faults/act-out.ts";
import type { Fault } from "../faults/fault.ts";
import type { Faults } from "../faults/faults.ts";
import { plain } from "./page-answer.ts";

export type Work = (context: Context<{ Bindings: HttpBindings }>) => Answer | Promise<Answer>;

/** Makes handlers of what a vendor sends to browsers, which the faults of `target` may spoil. `headers` are those of a spoilt answer. */
export function browserRoute(
  faults: Faults,
  target: Fault["target"],
  headers: Readonly<Record<string, string>> = {},
): (work: Work) => (context: Parameters<Work>[0]) => Promise<Response> {
  return (work) => async (context) => {
    const { method, path } = context.req;
    await actOut({
      outgoing: context.env.outgoing,
      fault: faults.meet(target, `${method} ${path}`),
      work: async () => work(context),
      throttled: () => plain(429, "Too many requests", headers),
      failed: () => plain(500, "Internal Server Error", headers),
    });
    return RESPONSE_ALREADY_SENT;
  };
}
