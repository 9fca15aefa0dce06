import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type DocumentNode, execute, getOperationAST, GraphQLError, parse, validate } from "graphql";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { actOut, type Answer } from "../../faults/act-out.ts";
import type { Part } from "../../http/part.ts";
import { adminSchema } from "./admin-schema.ts";
import { CostBucket, costOf } from "./cost-bucket.ts";
import { mutations } from "./mutations.ts";
import { queries } from "./queries.ts";

const requestSchema = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

const rememberedMax = 500;

/** Shopify's Admin API at `/admin/api/<any version>/graphql.json`. */
export const adminPart: Part = (sandbox) => {
  const schema = adminSchema({ ...queries, ...mutations });
  const documents = new Map<string, DocumentNode>();
  const bucket = new CostBucket(sandbox.now());

  async function answer(context: Context<{ Bindings: HttpBindings }>): Promise<Response> {
    if (context.req.header("x-shopify-access-token") !== sandbox.env.SHOPIFY_ADMIN_TOKEN)
      return toResponse(unauthorized);
    const body = requestSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success)
      return toResponse(json(400, { errors: { query: "Required parameter missing or invalid" } }));
    const operation = prepare(body.data);
    if ("errors" in operation) return toResponse(json(200, operation));
    const cost = costOf(operation.document, operation.node, operation.variables);
    const wasRun = bucket.take(cost, sandbox.now());
    const throttled = () =>
      json(200, {
        errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
        extensions: { cost: bucket.describe(cost, false) },
      });
    if (!wasRun) return toResponse(throttled());
    await actOut({
      outgoing: context.env.outgoing,
      fault: sandbox.faults.meet("shopify-admin", operation.name),
      work: async () =>
        json(200, { ...(await run(operation)), extensions: { cost: bucket.describe(cost, true) } }),
      throttled,
      failed: () => json(500, { errors: "Internal Server Error" }),
    });
    return RESPONSE_ALREADY_SENT;
  }

  /** Documents are remembered, so that a repeated one is checked once. */
  function checked(query: string): DocumentNode | GraphQLError[] {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query, { maxTokens: 20_000 });
    const errors = validate(schema, document);
    if (errors.length > 0) return [...errors];
    if (documents.size >= rememberedMax) documents.clear();
    documents.set(query, document);
    return document;
  }

  function prepare({ query, operationName, variables }: z.infer<typeof requestSchema>) {
    try {
      const document = checked(query);
      if (Array.isArray(document)) return { errors: document };
      const node = getOperationAST(document, operationName);
      if (!node) return { errors: [new GraphQLError(`No operation named "${operationName ?? ""}"`)] };
      const fields = node.selectionSet.selections.flatMap((selection) =>
        selection.kind === "Field" ? [selection.name.value] : [],
      );
      return {
        document,
        node,
        variables: variables ?? {},
        name: [node.name?.value, ...fields].filter(Boolean).join(" "),
      };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  async function run({
    document,
    node,
    variables,
  }: Exclude<ReturnType<typeof prepare>, { errors: unknown }>) {
    const result = await execute({
      schema,
      document,
      operationName: node.name?.value,
      variableValues: variables,
      contextValue: sandbox,
    });
    if (node.operation === "mutation") await sandbox.store.save();
    return result;
  }

  return new Hono<{ Bindings: HttpBindings }>().post("/admin/api/:version/graphql.json", answer);
};

const unauthorized = json(401, {
  errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
});

function json(status: number, body: object): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  };
}

function toResponse({ status, headers, body }: Answer): Response {
  return new Response(String(body), { status, headers });
}
