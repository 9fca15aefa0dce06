import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { actOut } from "../../faults/act-out.ts";
import type { Part } from "../../http/part.ts";
import { isErrors, nameOf, Operations } from "../graphql/operations.ts";
import { json, requestSchema, toResponse } from "../graphql/request.ts";
import { actualCostOf, CostBucket, costOf } from "./cost-bucket.ts";
import { mutations } from "./mutations.ts";
import { queries } from "./queries.ts";
import { adminSchema } from "./schema.ts";

/** Shopify's Admin API at `/admin/api/<any version>/graphql.json`. */
export const adminPart: Part = (sandbox) => {
  const operations = new Operations(adminSchema({ ...queries, ...mutations }));
  const bucket = new CostBucket(sandbox.now());

  async function answer(context: Context<{ Bindings: HttpBindings }>): Promise<Response> {
    if (context.req.header("x-shopify-access-token") !== sandbox.env.SHOPIFY_ADMIN_TOKEN)
      return toResponse(unauthorized);
    const body = requestSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success)
      return toResponse(json(400, { errors: { query: "Required parameter missing or invalid" } }));
    const operation = operations.prepare(body.data);
    if (isErrors(operation)) return toResponse(json(200, { errors: operation }));
    const cost = costOf(operation.document, operation.node, operation.variables);
    const wasRun = bucket.take(cost, sandbox.now());
    const throttled = () =>
      json(200, {
        errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
        extensions: { cost: bucket.describe(cost, null) },
      });
    if (!wasRun) return toResponse(throttled());
    await actOut({
      outgoing: context.env.outgoing,
      fault: sandbox.faults.meet("shopify-admin", nameOf(operation)),
      work: async () => {
        const answered = await operations.run(sandbox, operation, sandbox);
        const actual = actualCostOf(operation.node, cost, answered.data);
        bucket.giveBack(cost - actual);
        return json(200, { ...answered, extensions: { cost: bucket.describe(cost, actual) } });
      },
      throttled,
      failed: () => json(500, { errors: "Internal Server Error" }),
    });
    return RESPONSE_ALREADY_SENT;
  }

  return new Hono<{ Bindings: HttpBindings }>()
    .post("/admin/api/:version/graphql.json", answer)
    .get("/control/api/admin-points", (context) => context.json(bucket.account()));
};

const unauthorized = json(401, {
  errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
});
