import type { SourceFile } from "./source-files.ts";

/** Variables that an app's `env.ts` reads and `.env.example` does not explain with a comment above. */
export function unexplainedVariables(sources: readonly SourceFile[], example: string): string[] {
  const explained = explainedIn(example);
  return sources
    .filter(({ path }) => path.endsWith("/env.ts"))
    .flatMap(({ path, text }) => variablesOf(text).map((variable) => ({ path, variable })))
    .filter(({ variable }) => !explained.has(variable))
    .map(({ path, variable }) => `${variable} of ${path}`);
}

/** The keys of a zod object that are written like environment variables. */
function variablesOf(text: string): string[] {
  return [...text.matchAll(/^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*):/gm)].map(([, variable = ""]) => variable);
}

/** A comment explains the variables below it, up to the next empty line. */
function explainedIn(example: string): Set<string> {
  const paragraphs = example.split(/\n\s*\n/).filter((paragraph) => /^#/m.test(paragraph));
  return new Set(
    paragraphs.flatMap((paragraph) =>
      [...paragraph.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name = ""]) => name),
    ),
  );
}
