import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { busyPorts, describeBusyPorts } from "./ports.ts";
import { ensureDatabases, postgresAnswers, postgresUrl } from "./postgres-server.ts";
import { checkSettings } from "./check-settings.ts";
import { type LivingRun, runFileName } from "./run-file.ts";
import { portVariables, root, type Settings, wantedPorts } from "./settings.ts";
import { answers, type ProcessPlan, Supervisor } from "./supervisor.ts";

/** The whole house, running. */
export type House = {
  readonly supervisor: Supervisor;
  readonly variables: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts everything in the order in which one part needs the other, telling each step. Whatever was started is stopped
 * again when a later step fails. Nothing is touched before the settings are known to be good and the folder is ours.
 */
export async function openHouse(
  settings: Settings,
  {
    say,
    restart,
    build = true,
    signal,
  }: {
    say: (line: string) => void;
    restart: boolean;
    build?: boolean;
    /** Gives up opening: rejects once everything that was started has ended. */
    signal?: AbortSignal;
  },
): Promise<House> {
  await checkSettings(settings);
  const supervisor = new Supervisor({ folder: settings.folder, say, restart });
  const taken = await supervisor.takeFolder(settings.publicOrigin);
  if (taken.kind === "owned") throw new Error(describeOwner(taken.owner));
  if (taken.ended > 0) say(`Ended ${taken.ended} processes that an earlier run left behind`);
  const stop = () => supervisor.stop();
  signal?.addEventListener("abort", () => void stop(), { once: true });
  try {
    signal?.throwIfAborted();
    await assertPortsFree(settings);
    if (settings.databaseUrl === null) {
      say("Starting Postgres");
      await supervisor.start(planPostgres(settings));
    }
    const variables = { ...settings.variables, ...(await databaseVariables(settings)) };
    const plans = planProcesses(settings, variables);
    if (Object.values(settings.standIns).some(Boolean)) {
      say(`Starting the sandbox (${settings.variables["SANDBOX_PARTS"]})`);
      await supervisor.start(plans.sandbox);
    }
    say("Bringing the database up to date");
    for (const app of ["worker", "console"])
      await run(`Migration of ${app}`, ["node", `apps/${app}/src/migrate.ts`], {
        settings,
        variables,
        signal,
      });
    if (build) {
      say("Building storefront, checkout and console (kept until their code changes)");
      await run("The build", ["turbo", "run", "build", "--output-logs=new-only"], {
        settings,
        variables,
        signal,
      });
    }
    say("Starting worker, checkout, storefront and console");
    await Promise.all([
      supervisor.start(plans.worker),
      supervisor.start(plans.checkout),
      supervisor.start(plans.storefront),
      supervisor.start(plans.console),
    ]);
    say(settings.edge === "varnish" ? "Opening Varnish as the front door" : "Opening the front door");
    await supervisor.start(plans.door);
    return { supervisor, variables, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An empty folder of one's own for a house: ends what a killed run left running there, Postgres included. */
export async function takeEmptyFolder(folder: string): Promise<void> {
  const supervisor = new Supervisor({ folder, say: () => undefined, restart: false });
  const taken = await supervisor.takeFolder(null);
  if (taken.kind === "owned") {
    const { pid } = taken.owner;
    throw new Error(
      `Another run already uses ${folder}: process ${pid}. Wait until it has ended, or end it: kill ${pid}`,
    );
  }
  for (const name of readdirSync(folder))
    if (name !== runFileName) rmSync(join(folder, name), { recursive: true, force: true });
}

/** What to tell a person whose folder is another run's. */
function describeOwner({ pid, address }: LivingRun): string {
  return [
    `The shop of this folder already runs, or is being opened: process ${pid}${address ? `, ${address}` : ""}. Nothing of it was touched.`,
    `To stop it, press Ctrl-C where it was started, or: kill ${pid}`,
    "To change its settings, stop it and start it again with the new ones.",
    "A second shop beside it needs a copy of the project in a folder of its own, and ports of its own there:",
    `  ${secondPorts()} npm start`,
  ].join("\n");
}

/** Every port variable, moved out of the way. */
function secondPorts(): string {
  return Object.values(portVariables)
    .map(({ variable, port }) => `${variable}=${port + 1_000}`)
    .join(" ");
}

async function assertPortsFree(settings: Settings): Promise<void> {
  // The Postgres of a killed run may still hold its port; starting ours takes over from it.
  const wanted = wantedPorts(settings).filter(
    ({ variable }) => variable !== "POSTGRES_PORT" || !postgresIsLeftBehind(settings),
  );
  const busy = await busyPorts(wanted);
  if (busy.length > 0) throw new Error(describeBusyPorts(busy));
}

function postgresIsLeftBehind({ folder }: Settings): boolean {
  try {
    readFileSync(join(folder, "postgres", "postmaster.pid"));
    return true;
  } catch {
    return false;
  }
}

async function databaseVariables({
  databaseUrl,
  ports,
  variables,
}: Settings): Promise<Record<string, string>> {
  if (databaseUrl === null) {
    const urls = await ensureDatabases(postgresUrl(ports.postgres), ["evertill", "sandbox", "cache"]);
    return {
      DATABASE_URL: urls.evertill,
      SANDBOX_DATABASE_URL: urls.sandbox,
      CACHE_DATABASE_URL: variables["CACHE_DATABASE_URL"] ?? urls.cache,
    };
  }
  if (variables["SANDBOX_DATABASE_URL"]) return {};
  const urls = await ensureDatabases(databaseUrl, ["sandbox"]);
  return { SANDBOX_DATABASE_URL: urls.sandbox };
}

function planPostgres({ folder, ports }: Settings): ProcessPlan {
  return {
    name: "postgres",
    command: [process.execPath, "src/postgres-main.ts", join(folder, "postgres"), String(ports.postgres)],
    workingFolder: join(root, "packages/workbench"),
    variables: inherited(),
    isHealthy: () => postgresAnswers(postgresUrl(ports.postgres)),
  };
}

function planProcesses({ ports, edge }: Settings, variables: Readonly<Record<string, string>>) {
  const node = process.execPath;
  const environment = { ...variables, ...inherited() };
  const plan = (
    name: string,
    rest: Omit<ProcessPlan, "name" | "variables"> & Partial<Pick<ProcessPlan, "variables">>,
  ): ProcessPlan => ({
    name,
    variables: environment,
    ...rest,
  });
  const app = (name: string) => join(root, "apps", name);
  const nextStart = (name: string, port: number): [string, ...string[]] => [
    node,
    join(app(name), "node_modules/next/dist/bin/next"),
    "start",
    "--hostname=127.0.0.1",
    `--port=${port}`,
    // Longer than the front door keeps an idle connection: it must be the door that ends one, never in mid-request.
    "--keepAliveTimeout=75000",
  ];
  return {
    sandbox: plan("sandbox", {
      command: [node, "src/main.ts"],
      workingFolder: app("sandbox"),
      isHealthy: () => answers(`http://127.0.0.1:${ports.shopify}/health`),
    }),
    worker: plan("worker", {
      command: [node, "src/main.ts"],
      workingFolder: app("worker"),
      isHealthy: () => answers(`http://127.0.0.1:${ports.worker}/health`),
      // On a machine of its own it needs none: here it shares the cores with the till, and a shopper is waiting there.
      niceness: 10,
    }),
    checkout: plan("checkout", {
      command: nextStart("checkout", ports.checkout),
      workingFolder: app("checkout"),
      isHealthy: () => answers(`http://localhost:${ports.checkout}/checkout/api/health`),
    }),
    storefront: plan("storefront", {
      variables: withoutTheTills(environment),
      command: nextStart("storefront", ports.storefront),
      workingFolder: app("storefront"),
      isHealthy: () => answers(`http://localhost:${ports.storefront}/api/health`),
    }),
    console: plan("console", {
      command: nextStart("console", ports.console),
      workingFolder: app("console"),
      isHealthy: () => answers(`http://localhost:${ports.console}/api/health`),
    }),
    door: plan("door", {
      command: [node, edge === "varnish" ? "src/varnish/main.ts" : "src/main.ts"],
      workingFolder: join(root, "packages/edge"),
      isHealthy: () => answers(`http://127.0.0.1:${ports.door}/_door/health`),
    }),
  };
}

const tillsOwn =
  /^(DATABASE_URL|SANDBOX_DATABASE_URL|SHOPIFY_ADMIN_\w+|(STRIPE|ADYEN|PAYPAL|CONSOLE|SMTP)_\w+)$/;

/** What pages are made of: a theme that gives its surroundings away gives away neither orders nor keys that move money. */
function withoutTheTills(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !tillsOwn.test(name)));
}

/** Runs one step to its end; shows its output only when it fails. */
async function run(
  step: string,
  [program, ...words]: [string, ...string[]],
  {
    settings,
    variables,
    signal,
  }: {
    settings: Settings;
    variables: Readonly<Record<string, string>>;
    signal: AbortSignal | undefined;
  },
): Promise<void> {
  const file = join(settings.folder, "logs", `${program}.log`);
  mkdirSync(dirname(file), { recursive: true });
  const log = createWriteStream(file);
  const child = spawn(join(root, "node_modules/.bin", program), words, {
    cwd: root,
    env: { ...variables, ...inherited() },
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal && { signal }),
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    const end = readFileSync(file, "utf8").trimEnd().split("\n").slice(-40).join("\n");
    throw new Error(`${step} failed. All of its output: ${file}\n${end}`);
  }
}

/** What a child needs of this process's surroundings, with the project's own Node first on the path. */
function inherited(): Record<string, string> {
  const kept = [
    "HOME",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "CI",
    "CHROMIUM",
    "NODE_OPTIONS",
    "NODE_EXTRA_CA_CERTS",
  ];
  const entries = kept.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  return {
    ...Object.fromEntries(entries),
    PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
  };
}
