import { spawnSync } from "node:child_process";
import { request } from "node:http";
import { cpus } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { pricedProducts } from "./bench/edit-price.ts";
import { type Load, load } from "./bench/load.ts";
import { openOwnHouse } from "./bench/own-house.ts";
import { percentile } from "./bench/percentiles.ts";
import { descendants } from "./bench/processor-time.ts";
import { requirePrograms } from "./bench/programs.ts";
import { serveByNginx } from "./bench/static-nginx.ts";
import { takeFreePorts } from "./ports.ts";

/**
 * How many product pages a second one core answers: `npm run bench:edge -- [SECONDS] [ROUNDS]`. From Varnish, from
 * `next start`, and from nginx as a file of the same compressed bytes, turn by turn; the median of the rounds. The load comes
 * from another core.
 */
const [seconds = 10, rounds = 5] = process.argv.slice(2).map(Number);
const [serverCore, loadCore] = [0, 1];

requirePrograms(["varnishd", "nginx", "wrk", "taskset"]);
if (cpus().length < 2) throw new Error("This needs two cores: one that answers and one that asks");
const { house, settings } = await openOwnHouse("bench-edge", { EDGE: "varnish" });
const [nginxPort = 0] = await takeFreePorts(1);
try {
  const [product] = await pricedProducts(
    `http://127.0.0.1:${settings.ports.shopify}`,
    settings.variables["SHOPIFY_STOREFRONT_PRIVATE_TOKEN"] ?? "",
  );
  const path = `/en-gb/products/${product?.handle ?? ""}`;
  const atEdge = `http://127.0.0.1:${settings.ports.door}${path}`;
  const page = await getZipped(atEdge);
  const nginx = await serveByNginx(page.bytes, {
    folder: join(settings.folder, "nginx"),
    port: nginxPort,
    contentType: page.contentType,
  });
  try {
    const servers = {
      edge: { url: atEdge, processId: house.supervisor.processIds().get("door") },
      "nginx static": { url: nginx.url, processId: nginx.processId },
      "next start": {
        url: `http://127.0.0.1:${settings.ports.storefront}${path}`,
        processId: house.supervisor.processIds().get("storefront"),
      },
    };
    for (const { processId = 0 } of Object.values(servers))
      for (const id of descendants(processId)) keepOnCore(id, serverCore);
    assertSameBytes((await getZipped(nginx.url)).bytes, page.bytes);
    const runs = new Map<string, Load[]>();
    for (let round = 0; round < rounds; round += 1)
      for (const [name, { url }] of Object.entries(servers)) {
        await load(url, { seconds: 1, core: loadCore });
        runs.set(name, [...(runs.get(name) ?? []), await load(url, { seconds, core: loadCore })]);
      }
    report(runs, page.bytes);
  } finally {
    await nginx.close();
  }
} finally {
  await house.stop();
}

/** The bytes as they come over the line. */
function getZipped(url: string): Promise<{ bytes: Buffer; contentType: string }> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { "accept-encoding": "gzip" } }, (answer) => {
      const { statusCode, headers } = answer;
      if (statusCode !== 200 || headers["content-encoding"] !== "gzip")
        return reject(new Error(`${url} answered ${statusCode}, ${headers["content-encoding"] ?? "plain"}`));
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () =>
        resolve({ bytes: Buffer.concat(chunks), contentType: headers["content-type"] ?? "" }),
      );
    })
      .once("error", reject)
      .end();
  });
}

function assertSameBytes(one: Buffer, other: Buffer): void {
  if (!one.equals(other)) throw new Error("nginx does not send the bytes that Varnish sent");
}

function keepOnCore(processId: number, core: number): void {
  const { status, stderr } = spawnSync("taskset", ["-a", "-p", "-c", String(core), String(processId)]);
  if (status !== 0) throw new Error(`Process ${processId} stays on all cores: ${String(stderr)}`);
}

function report(runs: ReadonlyMap<string, readonly Load[]>, bytes: Buffer): void {
  const median = (name: string, of: keyof Load) =>
    percentile(
      (runs.get(name) ?? []).map((run) => run[of]),
      0.5,
    );
  console.log(
    `a product page of ${gunzipSync(bytes).length} bytes, ${bytes.length} compressed; one core; median of ${rounds} rounds of ${seconds} s`,
  );
  for (const [name, all] of runs) {
    const [least, most] = [0, 1].map((share) =>
      percentile(
        all.map(({ perSecond }) => perSecond),
        share,
      ).toFixed(0),
    );
    console.log(
      `${name}: ${median(name, "perSecond").toFixed(0)}/s (${least} to ${most}), p50 ${median(name, "p50Ms").toFixed(2)} ms, p99 ${median(name, "p99Ms").toFixed(2)} ms`,
    );
  }
  const ratio = (one: string, other: string) => median(one, "perSecond") / median(other, "perSecond");
  console.log(`edge / nginx static: ${ratio("edge", "nginx static").toFixed(2)}`);
  console.log(`edge / next start: ${ratio("edge", "next start").toFixed(1)}`);
}
