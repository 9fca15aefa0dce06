import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { HttpBindings } from "@hono/node-server";
import { type Answer, actOut } from "../../faults/act-out.ts";
import { type Part, routes } from "../../http/part.ts";
import { isErrors, nameOf, Operations } from "../graphql/operations.ts";
import { type GraphqlRequest, json, requestSchema, toResponse } from "../graphql/request.ts";
import { executeInContext } from "./execute.ts";
import { resolverMaps } from "./resolvers.ts";
import { storefrontSchema } from "./schema.ts";
import { refusalOf } from "./token.ts";

type Request = Context<{ Bindings: HttpBindings }>;

/** Shopify's Storefront API at `/api/<any version>/graphql.json`, by POST (JSON or `application/graphql`) and GET. */
export const storefrontPart: Part = (sandbox) => {
  const operations = new Operations(storefrontSchema(resolverMaps));

  const answer = async (context: Request): Promise<Response> => {
    const refused = refusalOf(sandbox.env, (name) => context.req.header(name));
    if (refused) return toResponse(withCors(refused));
    const body = await readBody(context);
    if (!body) return toResponse(withCors(badRequest()));
    const operation = operations.prepare(body);
    if (isErrors(operation)) return toResponse(withCors(json(200, { errors: operation })));
    await actOut({
      outgoing: context.env.outgoing,
      fault: sandbox.faults.meet("shopify-storefront", nameOf(operation)),
      work: async () =>
        withCors(
          json(
            200,
            await executeInContext(operations, sandbox, operation, {
              origin: new URL(context.req.url).origin,
            }),
          ),
        ),
      throttled: () => withCors(throttled()),
      failed: () => withCors(failed()),
    });
    return RESPONSE_ALREADY_SENT;
  };

  return routes()
    .options("/api/:version/graphql.json", () => toResponse(withCors({ status: 204, headers: {}, body: "" })))
    .get("/api/:version/graphql.json", answer)
    .post("/api/:version/graphql.json", answer)
    .post("/api/graphql.json", answer);
};

async function readBody({ req }: Request): Promise<GraphqlRequest | undefined> {
  const parsed = requestSchema.safeParse(await rawBody(req));
  return parsed.success ? parsed.data : undefined;
}

async function rawBody(req: Request["req"]): Promise<unknown> {
  if (req.method === "GET") {
    const { query, operationName, variables } = req.query();
    return { query, operationName, variables: variables === undefined ? undefined : parseJson(variables) };
  }
  const text = await req.text();
  return req.header("content-type")?.startsWith("application/graphql") ? { query: text } : parseJson(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function badRequest(): Answer {
  return json(400, {
    errors: [{ message: "Parameter Missing or Invalid", extensions: { code: "BAD_REQUEST" } }],
  });
}

function throttled(): Answer {
  return json(200, { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] });
}

function failed(): Answer {
  return json(500, {
    errors: [
      {
        message: "Internal error. Looks like something went wrong on our end.",
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      },
    ],
  });
}

function withCors(answer: Answer): Answer {
  return {
    ...answer,
    headers: {
      ...answer.headers,
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-headers": "*",
      "access-control-max-age": "7200",
    },
  };
}
