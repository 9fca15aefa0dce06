import { z } from "zod";
import { EnvironmentError, type Problem } from "./environment-error.ts";
import { mixedModes, refusedByProduction } from "./refused-values.ts";

/**
 * Reads an app's settings from `variables` by its schema. Empty values count as missing.
 *
 * With `EVERTILL_ENV=production` it also refuses what belongs to the sandbox: keys, tokens and secrets that say so, and
 * the variables named in `standInOnly`, which point a vendor's SDK at a stand-in; a vendor's test mode; and a shop that
 * is reached in clear text. A vendor's test key beside its live one is refused everywhere. `NODE_ENV` decides nothing
 * here, because a build on a laptop is a production build too.
 *
 * @throws EnvironmentError with every problem, its variable and an example.
 */
export function readEnvironment<Shape extends z.ZodRawShape>(
  app: string,
  schema: z.ZodObject<Shape>,
  {
    variables,
    standInOnly = [],
  }: { variables: Readonly<Record<string, string | undefined>>; standInOnly?: readonly string[] },
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = schema.safeParse(given);
  const refused = [
    ...(given["EVERTILL_ENV"] === "production" ? refusedByProduction(given, standInOnly) : []),
    ...mixedModes(given),
  ].filter(({ variable }) => variable in schema.shape || standInOnly.includes(variable));
  const problems = [
    ...(result.success ? [] : result.error.issues.map((issue) => problemOf(schema, issue, given))),
    ...refused.map((refusal) => ({
      ...refusal,
      // What is to be removed needs no example.
      example: standInOnly.includes(refusal.variable) ? undefined : exampleOf(schema, refusal.variable),
    })),
  ];
  if (problems.length > 0 || !result.success) throw new EnvironmentError(app, problems);
  return result.data;
}

function problemOf(
  schema: z.ZodObject,
  issue: z.core.$ZodIssue,
  given: Record<string, string | undefined>,
): Problem {
  const variable = String(issue.path[0]);
  return {
    variable,
    reason: given[variable] === undefined ? "is missing" : issue.message,
    example: exampleOf(schema, variable),
  };
}

function exampleOf(schema: z.ZodObject, variable: string): string | undefined {
  for (let field: unknown = schema.shape[variable]; field instanceof z.ZodType; field = innerOf(field)) {
    const text = field.meta()?.["example"];
    if (typeof text === "string") return text;
  }
  return undefined;
}

/** What `optional` and `default` are wrapped around. */
function innerOf(field: z.ZodType): unknown {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? field.unwrap() : undefined;
}
