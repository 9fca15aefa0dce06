import { posix } from "node:path";
import { type Import, readModule } from "./module-reads.ts";
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

/**
 * The storefront takes no money and keeps no business data: of packages that reach either it may open one side door only,
 * which holds no adapter.
 */
const storefrontDoors: Readonly<Record<string, readonly string[]>> = {
  money: [""],
  catalog: [""],
  "design-system": ["", "styles.css"],
  environment: [""],
  edge: [""],
  tracking: ["browser"],
  checkout: ["handoff"],
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
  {
    module: /^pg(\/.*)?$/,
    home: /^(packages\/database|apps\/storefront\/src\/cache)\/|\.test\.ts$|\/testing\//,
    instead: "use @evertill/database, and in the storefront only the page cache has a database",
  },
  {
    module: /^drizzle-orm(\/.*)?$/,
    home: /^(packages\/database\/|packages\/[^/]+\/src\/(adapters|stores)\/|packages\/inventory\/src\/(level|reservation)\.ts$|packages\/tracking\/src\/store-events\.ts$|apps\/worker\/src\/((http|mail)\/|.*-store\.ts$))|\.test\.ts$|\/testing\//,
    instead: "put queries in the package's adapters",
  },
  {
    module: /^pg-boss(\/.*)?$/,
    home: /^packages\/database\//,
    instead: "use the Jobs port of @evertill/database",
  },
  {
    module: /^better-auth(\/.*)?$/,
    home: /^apps\/console\/src\/(access|sign-in)\//,
    instead: "use the Accounts port of apps/console",
  },
  { module: /^nodemailer(\/.*)?$/, home: /^apps\/worker\/src\/mail\//, instead: "use the MailOutbox port" },
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

/** Adapters that live in a folder named after what they adapt to. */
const adapterFolders = new Set(["adapters", "providers", "shopify-orders", "stores", "tax"]);

/** All that a layer may import from outside the house. Time, randomness and I/O come in as arguments. */
const layerLibraries: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  ports: [],
  "use-cases": ["node:crypto"],
};

/**
 * What builds an adapter, as far as an import can tell: these names of these packages. What an app writes itself, such as a
 * mail outbox, has no mark to be told by; it is left to the reader.
 */
const adapterHomes = /^@evertill\/(catalog|checkout|database|edge|inventory|payments)(\/|$)/;
const builder = /^(create[A-Z]\w*|connect|open[A-Z]\w*Jobs|catalogShopCarts|tableTaxCalculator|\*|default)$/;

/** Where adapters are built. The worker's migrate.ts is a process of its own. */
const builds = /^apps\/[^/]+\/src\/(.*\/)?compose(-[a-z]+)?\.ts$|^apps\/worker\/src\/migrate\.ts$/;

/** Finds every import and every reading of the environment that goes against the arrows of `.github/ARCHITECTURE.md`. */
export function findViolations(sources: readonly SourceFile[]): Violation[] {
  return sources.flatMap((source) => {
    const { path } = source;
    const { imports, environment, unreadable } = readModule(source);
    return [
      ...imports.flatMap((taken) => {
        const reason = judgeImport(path, taken);
        return reason === undefined ? [] : [{ path, line: taken.line, reason }];
      }),
      ...(mayReadEnvironment(path) ? [] : environment).map((line) => ({
        path,
        line,
        reason: "reads process.env: only an app's env.ts does",
      })),
      ...(mayHideImports(path) ? [] : unreadable).map((line) => ({
        path,
        line,
        reason: "imports what cannot be read here: write the module's name as a string in import",
      })),
    ];
  });
}

function judgeImport(path: string, { module, values }: Import): string | undefined {
  const [kind = "", room = ""] = path.split("/");
  if (/^(\/|file:|data:)/.test(module)) return `imports ${module}: import the package by its name`;
  if (module.startsWith(".")) return judgeOwn(path, module);
  if (module.startsWith("@evertill/"))
    return judgeHouse({ kind, room, path, module }) ?? judgeBuilding({ kind, room, path, module, values });
  const vendor = vendors.find((candidate) => candidate.module.test(module) && !candidate.home.test(path));
  // The sandbox is the outside world: it is proven with the vendors' own libraries.
  if (vendor && room !== "sandbox" && kind !== "e2e" && room !== "workbench")
    return `imports ${module}: ${vendor.instead}`;
  return judgeLayerLibrary(path, module);
}

function judgeBuilding({
  kind,
  room,
  path,
  module,
  values,
}: Place & Pick<Import, "values">): string | undefined {
  if (kind !== "apps" || room === "sandbox" || isTest(path) || builds.test(path)) return undefined;
  if (!adapterHomes.test(module) || module.endsWith("/browser")) return undefined;
  const building = values.filter((name) => builder.test(name));
  return building.length === 0
    ? undefined
    : `imports ${building.join(", ")} of ${module}: only compose.ts builds adapters, take what it built`;
}

function judgeLayerLibrary(path: string, module: string): string | undefined {
  const layer = layerOf(path);
  const allowed = layer === undefined || isTest(path) ? undefined : layerLibraries[layer];
  if (allowed === undefined || allowed.includes(module)) return undefined;
  return `${layer} imports ${module}: ${layer} is free of the outside world, say the need as a port`;
}

/** A file, and what it imports from another room. */
type Place = {
  readonly kind: string;
  readonly room: string;
  readonly path: string;
  readonly module: string;
};

function judgeHouse({ kind, room, path, module }: Place): string | undefined {
  const [, target = "", ...entry] = module.split("/");
  if (isTest(path)) return undefined;
  if (entry[0] === "testing") return `imports ${module}: test doubles never reach the running code`;
  if (target === "sandbox") return "imports the sandbox: the stand-ins are reached over their wire only";
  if (kind === "apps" && room === "sandbox") {
    // Drawing the pictures is work at the bench, done by hand now and then: it borrows the bench's browser.
    if (path.startsWith("apps/sandbox/pictures/") && module === "@evertill/workbench/chromium")
      return undefined;
    return target === "environment"
      ? undefined
      : `imports ${module}: the sandbox is the outside world and knows none of our packages`;
  }
  if (kind === "apps" && room === "storefront" && target in doors)
    return storefrontDoors[target]?.includes(entry.join("/"))
      ? undefined
      : `imports ${module}: the storefront has no payments and no business data`;
  if (kind === "apps")
    return target in doors && target !== "workbench"
      ? undefined
      : `imports ${module}: apps do not import each other`;
  if (kind === "e2e")
    return target === "workbench" ? undefined : `imports ${module}: journeys use the shop from outside`;
  if (layerOf(path) === "domain" && target === "database")
    return `domain imports ${module}: domain is free of the outside world, say the need as a port`;
  if (target === room && layers[layerOf(path) ?? ""])
    return `imports ${module}: inside the package import the file, so that its layer shows`;
  if (target === room || doors[room]?.includes(target)) return undefined;
  const allowed = doors[room]?.map((name) => `@evertill/${name}`).join(", ") || "no other package";
  return `imports ${module}: ${room} may import ${allowed}`;
}

function judgeOwn(path: string, module: string): string | undefined {
  const target = posix.normalize(posix.join(posix.dirname(path), module));
  const [kind, room] = path.split("/");
  const home = kind === "e2e" ? "e2e/" : `${kind}/${room}/`;
  if (!target.startsWith(home) || target.includes("/node_modules/"))
    return `reaches into ${target}: import the package by its name`;
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
  const folders = /^packages\/[^/]+\/src\/(.*)\//.exec(path)?.[1]?.split("/") ?? [];
  const layer = folders.findLast((folder) => folder in layers || adapterFolders.has(folder));
  return layer !== undefined && adapterFolders.has(layer) ? "adapters" : layer;
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/testing\/|\/testing\.ts$|-contract\.ts$|^e2e\/|vitest/.test(path);
}

function mayReadEnvironment(path: string): boolean {
  // A next.config.ts is read by Next itself, before there is an app whose env.ts could be asked.
  return /\/(env|next\.config)\.ts$|^packages\/workbench\/|^e2e\//.test(path) || isTest(path);
}

/** The bench asks each app by its file, and the picture studio is a folder that is served to a browser. */
function mayHideImports(path: string): boolean {
  return /^packages\/workbench\/|^apps\/sandbox\/pictures\//.test(path) || isTest(path);
}
