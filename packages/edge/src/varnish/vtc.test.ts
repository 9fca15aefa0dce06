import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readEdgeSettings } from "./settings.ts";
import { renderVcl } from "./vcl.ts";

const folder = join(import.meta.dirname, "vtc");
const installed = spawnSync("varnishtest", ["-h"]).error === undefined;

/** All processes of the shop are one server of the test, which a probe asks once, at the start. */
const server = { host: "${s1_addr}", port: "${s1_port}" };
const vcl = renderVcl(
  readEdgeSettings({
    upstreams: { storefront: server, checkout: server, worker: server, cdn: null },
    probe: { path: "/api/health", everySeconds: 600, timeoutSeconds: 5 },
    productOptions: ["Glaze"],
    renewedAtOnce: 1,
  }),
);
/** What `${shop}` stands for in a file: Varnish as `start.ts` opens it, once the probe was answered. */
const shop = `varnish v1 -arg "-a shop=127.0.0.1:0" -arg "-a purge=127.0.0.1:0" -arg "-p workspace_client=128k" -vcl {\n${vcl}\n} -start
delay .3`;

describe.skipIf(!installed)("VCL by varnishtest (needs apt-get install varnish varnish-modules)", () => {
  test.for(readdirSync(folder))("%s", { timeout: 60_000 }, (file) => {
    const made = mkdtempSync(join(tmpdir(), "evertill-vtc-"));
    try {
      const path = join(made, file);
      writeFileSync(
        path,
        readFileSync(join(folder, file), "utf8").replace("${shop}", () => shop),
      );
      const { status, stdout } = spawnSync("varnishtest", ["-t", "50", path], { encoding: "utf8" });
      expect({ status, said: status === 0 ? "" : stdout.slice(-6_000) }).toEqual({ status: 0, said: "" });
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  });
});
