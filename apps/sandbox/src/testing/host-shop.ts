import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { build, type BuildOptions } from "esbuild";

export type HostShop = { readonly origin: string; readonly close: () => Promise<void> };

export type Asked = {
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** Of the shop itself. */
  readonly origin: string;
};

export type HostShopPlan = {
  /** Joined into `/host.js`, beside `/NAME.css` for each style sheet. */
  readonly entryPoints: Readonly<Record<string, string>>;
  readonly page: string;
  /** The content security policy of the page, and what else it is sent with. */
  readonly policy: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the shop's own server says to its page; undefined for any path that is not one of its calls. */
  readonly answer: (asked: Asked) => Promise<string | undefined>;
};

/** A shop of another origin than the vendor's, with a page, a strict policy and a server of its own. */
export async function openShop({
  entryPoints,
  page,
  policy,
  headers = {},
  answer,
}: HostShopPlan): Promise<HostShop> {
  const files = await bundle(entryPoints);
  const server = createServer((request, response) => {
    read(request).then(
      ({ status, type, body, isPage = false }) =>
        response
          .writeHead(status, {
            "content-type": type,
            ...(isPage && { "content-security-policy": policy, ...headers }),
          })
          .end(body),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function read(
    request: IncomingMessage,
  ): Promise<{ status: number; type: string; body: string; isPage?: boolean }> {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", origin);
    const file = files[pathname];
    if (file !== undefined) return { status: 200, ...file };
    if (pathname === "/favicon.ico") return { status: 204, type: "image/x-icon", body: "" };
    const body = await answer({ pathname, query, body: await text(request), origin });
    if (body !== undefined) return { status: 200, type: "text/plain; charset=utf-8", body };
    return { status: 200, type: "text/html; charset=utf-8", body: page, isPage: true };
  }

  return {
    origin,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const types: Readonly<Record<string, string>> = { js: "text/javascript", css: "text/css" };

async function bundle(
  entryPoints: NonNullable<BuildOptions["entryPoints"]>,
): Promise<Readonly<Record<string, { readonly type: string; readonly body: string }>>> {
  const { outputFiles } = await build({
    entryPoints,
    absWorkingDir: import.meta.dirname,
    bundle: true,
    write: false,
    outdir: "/",
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "error",
  });
  return Object.fromEntries(
    outputFiles.map(({ path, text: body }) => [
      path,
      { type: types[path.split(".").at(-1) ?? ""] ?? "text/plain", body },
    ]),
  );
}
