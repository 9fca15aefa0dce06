import { posix } from "node:path";
import type { SourceFile } from "./source-files.ts";

/** An import that goes against the plan of the house, with the way that is right. */
export type Violation = { readonly path: string; readonly line: number; readonly reason: string };

/** Which packages of the house a room may open the door to. Apps may open any of them, and never each other. */
const doors: Readonly<Record<string, readonly string[]>> = {
  money: [],
  environment: [],
  database: [],
  catalog: ["money"],
  inventory: ["money", "database"],
  payments: ["money", "database"],
  checkout: ["money", "database", "catalog", "inventory", "payments"],
  tracking: ["money", "database"],
  edge: ["environment"],
  "design-system": ["money"],
  workbench: ["environment", "database"],
};

/** A vendor's library is imported in one place, and its types stop there. */
const vendors: readonly { readonly module: RegExp; readonly home: RegExp; readonly instead: string }[] = [
  {
    module: /^(stripe|@stripe\/.*)$/,
    home: /^packages\/payments\/src\/providers\/stripe\//,
    instead: "use @evertill/payments",
  },
  {
    module: /^@adyen\//,
    home: /^packages\/payments\/src\/providers\/adyen\//,
    instead: "use @evertill/payments",
  },
  {
    module: /^@paypal\//,
    home: /^packages\/payments\/src\/providers\/paypal\//,
    instead: "use @evertill/payments",
  },
  { module: /^@shopify\/hydrogen-react/, home: /^packages\/catalog\//, instead: "use @evertill/catalog" },
  { module: /^pg-boss$/, home: /^packages\/database\//, instead: "use the Jobs port of @evertill/database" },
  { module: /^nodemailer$/, home: /^apps\/worker\//, instead: "use the MailOutbox port" },
  {
    module: /^next(\/.*)?$/,
    home: /^apps\/(storefront|checkout|console)\//,
    instead: "packages know nothing of Next",
  },
  {
    module: /^react(-dom)?(\/.*)?$/,
    home: /^(apps\/(storefront|checkout|console)|packages\/design-system|packages\/payments\/src\/providers\/[^/]+\/browser)\//,
    instead: "put components in packages/design-system",
  },
];

/** Inside a package: pure domain ← use cases → ports ← adapters. */
const layers: Readonly<Record<string, readonly string[]>> = {
  domain: ["domain"],
  ports: ["domain", "ports"],
  "use-cases": ["domain", "ports", "use-cases"],
};

export function findViolations(sources: readonly SourceFile[]): Violation[] {
  return sources.flatMap((source) => [
    ...importsOf(source).flatMap(({ module, line }) => {
      const reason = judgeImport(source.path, module);
      return reason === undefined ? [] : [{ path: source.path, line, reason }];
    }),
    ...environmentReads(source),
  ]);
}

function judgeImport(path: string, module: string): string | undefined {
  const [kind = "", room = ""] = path.split("/");
  if (module.startsWith(".")) return judgeOwn(path, module);
  if (module.startsWith("@evertill/")) return judgeHouse({ kind, room, path, module });
  const vendor = vendors.find((candidate) => candidate.module.test(module) && !candidate.home.test(path));
  // The sandbox is the outside world: it is proven with the vendors' own libraries.
  if (vendor && room !== "sandbox" && kind !== "e2e" && room !== "workbench")
    return `imports ${module}: ${vendor.instead}`;
  return undefined;
}

function judgeHouse({
  kind,
  room,
  path,
  module,
}: {
  kind: string;
  room: string;
  path: string;
  module: string;
}): string | undefined {
  const [, target = "", entry] = module.split("/");
  if (isTest(path)) return undefined;
  if (entry === "testing") return `imports ${module}: test doubles never reach the running code`;
  if (target === "sandbox") return "imports the sandbox: the stand-ins are reached over their wire only";
  if (kind === "apps" && room === "sandbox") {
    // Drawing the pictures is work at the bench, done by hand now and then: it borrows the bench's browser.
    if (path.startsWith("apps/sandbox/pictures/") && module === "@evertill/workbench/chromium")
      return undefined;
    return target === "environment"
      ? undefined
      : `imports ${module}: the sandbox is the outside world and knows none of our packages`;
  }
  if (kind === "apps")
    return target in doors && target !== "workbench"
      ? undefined
      : `imports ${module}: apps do not import each other`;
  if (kind === "e2e")
    return target === "workbench" ? undefined : `imports ${module}: journeys use the shop from outside`;
  if (target === room || doors[room]?.includes(target)) return undefined;
  const allowed = doors[room]?.map((name) => `@evertill/${name}`).join(", ") || "no other package";
  return `imports ${module}: ${room} may import ${allowed}`;
}

function judgeOwn(path: string, module: string): string | undefined {
  const target = posix.normalize(posix.join(posix.dirname(path), module));
  const [kind, room] = path.split("/");
  const home = kind === "e2e" ? "e2e/" : `${kind}/${room}/`;
  if (!target.startsWith(home)) return `reaches into ${target}: import the package by its name`;
  if (isTest(path)) return undefined;
  if (target.includes("/testing/")) return `imports ${module}: test doubles never reach the running code`;
  const from = layerOf(path);
  const to = layerOf(target);
  if (from === undefined || to === undefined || layers[from] === undefined) return undefined;
  return layers[from].includes(to)
    ? undefined
    : `${from} imports ${to}: it may import ${layers[from].join(", ")}`;
}

function layerOf(path: string): string | undefined {
  return /^packages\/[^/]+\/src\/(?:.*\/)?(domain|ports|use-cases|adapters)\//.exec(path)?.[1];
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/testing\/|\/testing\.ts$|-contract\.ts$|^e2e\/|vitest/.test(path);
}

function environmentReads({ path, text }: SourceFile): Violation[] {
  // A next.config.ts is read by Next itself, before there is an app whose env.ts could be asked.
  if (/\/(env|next\.config)\.ts$|^packages\/workbench\/|^e2e\//.test(path) || isTest(path)) return [];
  // Next replaces NODE_ENV and NEXT_RUNTIME while building; they are no settings of ours.
  return linesMatching(text, /process\.env(?!(\.|\[")(NODE_ENV|NEXT_RUNTIME)\b)/).map((line) => ({
    path,
    line,
    reason: "reads process.env: only an app's env.ts does",
  }));
}

function importsOf({ text }: SourceFile): { module: string; line: number }[] {
  const pattern =
    /(?:^|[\s;}])(?:import|export)\s*(?:[\w*{}\s,$]+?\s+from\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].map((match) => ({
    module: match[1] ?? match[2] ?? "",
    line: text.slice(0, match.index + match[0].length).split("\n").length,
  }));
}

function linesMatching(text: string, pattern: RegExp): number[] {
  return text.split("\n").flatMap((content, index) => (pattern.test(content) ? [index + 1] : []));
}
