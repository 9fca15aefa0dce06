import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  EnvironmentError,
  origin,
  port,
  postgresUrl,
  type Problem,
  readEnvironment,
} from "@evertill/environment";
import { z } from "zod";
import { postgresUrl as localPostgres } from "./postgres-server.ts";
import { portVariables, type Settings, wantedPorts } from "./settings.ts";

const own = z.object({
  ...Object.fromEntries(
    Object.values(portVariables).map(({ variable, port: fallback }) => [variable, port(fallback)]),
  ),
  DATABASE_URL: postgresUrl("postgres://evertill@db.example/evertill").optional(),
  PUBLIC_ORIGIN: origin("https://shop.example"),
  // The parts find one another on 127.0.0.1: any other single address would leave them apart.
  HOST: z
    .enum(["127.0.0.1", "localhost", "0.0.0.0", "::"], {
      error: "must be 127.0.0.1, or 0.0.0.0 to let other machines in",
    })
    .optional()
    .meta({ example: "0.0.0.0" }),
  EDGE: z
    .enum(["embedded", "varnish"], { error: 'must be "embedded" or "varnish"' })
    .optional()
    .meta({ example: "varnish" }),
});

/**
 * Asks every app whether it could start with these settings, before anything is started.
 *
 * @throws EnvironmentError with every problem of all of them, each variable once.
 */
export async function checkSettings(settings: Settings): Promise<void> {
  const problems = [
    ...ownProblems(settings),
    ...twicePorts(settings),
    ...strayAddresses(settings),
    ...(await problemsOfApps(settings)),
  ];
  const first = new Map(problems.toReversed().map((problem) => [problem.variable, problem]));
  if (first.size > 0) throw new EnvironmentError("The shop", [...first.values()].toReversed());
}

function ownProblems({ variables }: Settings): readonly Problem[] {
  try {
    readEnvironment("The shop", own, { variables });
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
}

function twicePorts(settings: Settings): Problem[] {
  const wanted = wantedPorts(settings);
  return wanted.flatMap(({ variable, port: number, purpose }, index) => {
    const before = wanted.slice(0, index).find((other) => other.port === number);
    if (!before) return [];
    const reason = `${number} is wanted for "${purpose}" and, by ${before.variable}, for "${before.purpose}"`;
    return [{ variable, reason, example: String(number + 1_000) }];
  });
}

/** The addresses that are on this machine unless they say otherwise, and the ports on which somebody answers there. */
const listeners = {
  PUBLIC_ORIGIN: ["door"],
  CHECKOUT_ORIGIN: ["door", "checkout"],
  STOREFRONT_URL: ["storefront"],
  CHECKOUT_URL: ["checkout"],
  WORKER_URL: ["worker"],
  CONSOLE_ORIGIN: ["console"],
} as const satisfies Record<string, readonly (keyof Settings["ports"])[]>;

/** An address written for one port stays behind when the port moves: shoppers would be sent where nobody listens. */
function strayAddresses({ variables, ports }: Settings): Problem[] {
  return Object.entries(listeners).flatMap(([variable, [first, ...others]]) => {
    const port = portOnThisMachine(variables[variable] ?? "");
    const shoppersComeByProxy = variable.endsWith("_ORIGIN") && variables["TRUST_FORWARDED"] === "true";
    if (port === undefined || shoppersComeByProxy) return [];
    if ([first, ...others].some((name) => ports[name] === port)) return [];
    const reason = `is port ${port} of this machine, but ${portVariables[first].variable} is ${ports[first]}: leave it empty`;
    return [{ variable, reason, example: `http://localhost:${ports[first]}` }];
  });
}

/** Undefined for another host, and for what is no address: the apps tell of that. */
function portOnThisMachine(address: string): number | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, port } = new URL(address);
  if (!/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)) return undefined;
  return Number(port || (protocol === "https:" ? 443 : 80));
}

async function problemsOfApps({ variables, ports }: Settings): Promise<readonly Problem[]> {
  const environment = {
    // Known only once Postgres runs; the address it will have is good enough to be judged.
    DATABASE_URL: localPostgres(ports.postgres),
    ...variables,
    PATH: process.env["PATH"],
  };
  const file = join(import.meta.dirname, "settings-main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [file], { env: environment });
  return JSON.parse(stdout) as Problem[];
}
