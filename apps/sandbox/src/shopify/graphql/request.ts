import { z } from "zod";
import type { Answer } from "../../faults/act-out.ts";

/** One GraphQL request, as its body says it. */
export const requestSchema = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});
export type GraphqlRequest = z.infer<typeof requestSchema>;

export function json(status: number, body: object): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  };
}

export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(status === 204 ? null : body.toString(), { status, headers });
}
