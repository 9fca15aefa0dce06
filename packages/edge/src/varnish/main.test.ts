import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readDoorEnvironment } from "../env.ts";
import { freePort } from "../testing/origin.ts";

const installed = spawnSync("varnishd", ["-V"]).error === undefined;

/** Processes behind it that nobody started: purges need none. */
const others = {
  STOREFRONT_URL: "http://127.0.0.1:1",
  CHECKOUT_URL: "http://127.0.0.1:1",
  WORKER_URL: "http://127.0.0.1:1",
  SHOPIFY_CDN_URL: "https://shop.example",
};

describe.skipIf(!installed)("Varnish (needs varnishd: apt-get install varnish varnish-modules)", () => {
  test("hears purges at the address, and from the machines, that the settings name", async () => {
    const port = await freePort();
    await startEdge({
      EDGE_PURGE_HOST: "127.0.0.2",
      EDGE_PURGE_PORT: String(port),
      EDGE_PURGERS: "127.0.0.3, 10.0.0.0/8",
    });
    expect(await purgeFrom("127.0.0.3", port)).toBe(200);
    expect(await purgeFrom("127.0.0.1", port)).toBe(403);
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow(/fetch failed/);
  });
});

test("settings that name no address or network are told so", () => {
  const read = (variables: Record<string, string>) => readDoorEnvironment({ ...others, ...variables });
  for (const wrong of ["edge.internal", "10.0.0.0/33", "127.0.0.1,", "10.0.0"])
    expect(() => read({ EDGE_PURGERS: wrong })).toThrow(/neither an address nor a network/);
  expect(() => read({ EDGE_PURGE_HOST: "203.0.113.9" })).toThrow(/EDGE_PURGE_HOST/);
  const { EDGE_PURGERS } = read({ EDGE_PURGERS: "::1, fd00::/8" });
  expect(EDGE_PURGERS).toEqual(["::1", "fd00::/8"]);
});

/** Returns once it says that it is open; ends with the test. */
async function startEdge(variables: Record<string, string>): Promise<void> {
  const edge = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: {
      PATH: process.env["PATH"] ?? "",
      PORT: String(await freePort()),
      ...others,
      ...variables,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(edge, "exit");
  onTestFinished(async () => {
    edge.kill("SIGTERM");
    await ended;
  });
  const opened = new Promise<void>((resolve) => {
    edge.stdout.on("data", (chunk) => {
      if (String(chunk).includes('"open"')) resolve();
    });
  });
  await Promise.race([
    opened,
    ended.then(([code]) => {
      throw new Error(`the edge ended with ${String(code)}`);
    }),
  ]);
}

function purgeFrom(localAddress: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(
      { host: "127.0.0.2", port, localAddress, method: "PURGE", headers: { xkey: "product:lamp" } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    )
      .once("error", reject)
      .end();
  });
}
