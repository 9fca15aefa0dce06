import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { isIPv6 } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type RunningVarnish = {
  /** Where shoppers are answered, without a trailing slash. */
  readonly url: string;
  /** Where purges are heard. */
  readonly purgeUrl: string;
  /** Resolves when it has ended by itself; rejects never. */
  readonly ended: Promise<void>;
  /** Goes over to another configuration, with all that is kept; rejects, and stays with the one there is, when it does not compile. */
  use(vcl: string): Promise<void>;
  close(): Promise<void>;
};

/** Room for the headers of Next's own requests and for a page's tags. */
const parameters = {
  thread_pool_min: "20",
  workspace_backend: "128k",
  workspace_client: "128k",
  http_resp_hdr_len: "32k",
  http_resp_size: "64k",
  // Less than the processes behind it keep theirs.
  backend_idle_timeout: "30",
};

/**
 * Starts `varnishd` with a configuration and returns once it answers. Rejects with what Varnish printed when the
 * configuration does not compile or a port is taken, and with words that name the packages when it is not installed.
 */
export async function startVarnish({
  vcl,
  port,
  purgePort,
  host = "127.0.0.1",
  purgeHost = "127.0.0.1",
  megabytes = 256,
}: {
  vcl: string;
  port: number;
  purgePort: number;
  host?: string;
  /** What purges are heard at; who may purge is said by the configuration. */
  purgeHost?: string;
  /** Memory for what is kept; the least used goes first. */
  megabytes?: number;
}): Promise<RunningVarnish> {
  const folder = await mkdtemp(join(tmpdir(), "evertill-edge-"));
  // Varnish drops root for a user of its own, who must be able to read the folder.
  await chmod(folder, 0o755);
  const writeVcl = async (name: string, text: string) => {
    const file = join(folder, `${name}.vcl`);
    await writeFile(file, text, { mode: 0o644 });
    return file;
  };
  const process = spawn(
    "varnishd",
    [
      "-F",
      `-n${join(folder, "varnish")}`,
      `-f${await writeVcl("shop", vcl)}`,
      `-smalloc,${megabytes}m`,
      `-ashop=${socketOf(host, port)}`,
      `-apurge=${socketOf(purgeHost, purgePort)}`,
      // For `varnishadm` alone, which finds the port and the secret in the folder.
      "-T127.0.0.1:0",
      ...Object.entries(parameters).map(([name, value]) => `-p${name}=${value}`),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const printed = collect(process);
  const ended = new Promise<void>((resolve) => {
    process.once("exit", () => resolve());
    process.once("error", () => resolve());
  });
  const close = async () => {
    process.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  let loaded = 0;
  const use = async (next: string) => {
    const name = `shop-${(loaded += 1)}`;
    const administer = (...words: string[]) =>
      run("varnishadm", [`-n${join(folder, "varnish")}`, ...words]).catch(
        ({ stdout }: { stdout?: string }) => {
          throw new Error(`Varnish refused ${words.join(" ")}: ${stdout ?? ""}`);
        },
      );
    await administer("vcl.load", name, await writeVcl(name, next));
    await administer("vcl.use", name);
  };
  const running = {
    use,
    url: `http://${socketOf(host, port)}`,
    purgeUrl: `http://${socketOf(purgeHost, purgePort)}`,
    ended,
    close,
  };
  try {
    await Promise.race([failed(process), answers(`${running.purgeUrl}/health`)]);
    return running;
  } catch (error) {
    await close();
    throw new Error(`Varnish did not start: ${String(error)}\n${printed()}`, { cause: error });
  }
}

function socketOf(host: string, port: number): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

function collect(process: ChildProcess): () => string {
  const lines: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    stream?.on("data", (chunk) => lines.push(String(chunk)));
  return () => lines.join("").slice(-4_000);
}

async function failed(process: ChildProcess): Promise<never> {
  const [code] = await once(process, "exit").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? new Error("varnishd is not installed: apt-get install varnish varnish-modules")
      : error;
  });
  throw new Error(`varnishd ended with ${String(code)}`);
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer`);
}
