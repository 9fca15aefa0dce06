import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";

export type CountingOrigin = {
  readonly url: string;
  /** Every request that passed, by its address and the headers by which Next tells representations apart. */
  readonly passed: string[];
  close(): Promise<void>;
};

/** Another address of this machine: at the usual one the storefront itself is looked for. */
const host = "127.0.0.2";
const telling = ["rsc", "next-router-prefetch", "next-router-segment-prefetch", "next-router-state-tree"];

/** What the edge asks of its own accord. */
const ofTheEdge = new Set(["/api/health", "/api/product-options"]);

/** Stands between the edge and the storefront, changes nothing, and writes down what shoppers' requests have pass. */
export async function countInFrontOf(target: { port: number }): Promise<CountingOrigin> {
  const passed: string[] = [];
  const server = createServer((incoming, outgoing) => {
    if (!ofTheEdge.has(incoming.url ?? ""))
      passed.push([incoming.url, ...telling.map((name) => incoming.headers[name] ?? "")].join(" "));
    const onward = ask(
      {
        host: "localhost",
        port: target.port,
        path: incoming.url,
        method: incoming.method,
        headers: incoming.headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.once("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  // Longer than Varnish keeps an idle connection, as the processes behind it do.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    passed,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
