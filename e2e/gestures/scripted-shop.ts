import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

let isToldInWords = false;

/** What a shop's API may do instead of answering; `work` gives the answer it would have given. */
export const troubles = {
  "refuses connections": (outgoing) => outgoing.socket?.resetAndDestroy(),
  "never answers": () => undefined,
  "answers 500": (outgoing) => write(outgoing, 500, "Internal Server Error"),
  /** In both ways Shopify has for it, in turn. */
  throttles: (outgoing) => {
    isToldInWords = !isToldInWords;
    if (isToldInWords) write(outgoing, 200, JSON.stringify(withError({}, "THROTTLED")));
    else write(outgoing, 429, "Too many requests");
  },
  "answers in part": async (outgoing, work) => {
    const { data } = JSON.parse((await work()).body) as { data?: Readonly<Record<string, unknown>> };
    const [first = "", ...others] = Object.keys(data ?? {});
    const part = Object.fromEntries([[first, null], ...others.map((name) => [name, data?.[name]])]);
    write(outgoing, 200, JSON.stringify(withError({ data: part }, "INTERNAL_SERVER_ERROR")));
  },
} as const satisfies Readonly<
  Record<string, (outgoing: ServerResponse, work: () => Promise<Answer>) => unknown>
>;
export type Trouble = keyof typeof troubles;

type Answer = { readonly status: number; readonly body: string };

/**
 * The sandbox's Storefront API with troubles of its own, for one storefront alone. A handle that begins with "brand-new-"
 * names what the rest of it names: something the storefront has never been asked for.
 */
export async function openScriptedShop(sandbox: string) {
  let trouble: Trouble | null = null;
  let edited: readonly [string, string] = ["", ""];
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    asked += 1;
    const work = async () => {
      const { status, body } = await ask(sandbox, incoming);
      return { status, body: body.replaceAll(...edited) };
    };
    const acted =
      trouble === null
        ? work().then(({ status, body }) => write(outgoing, status, body))
        : Promise.resolve(troubles[trouble](outgoing, work));
    acted.catch(() => outgoing.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** From now on; null ends it. */
    meet: (next: Trouble | null) => {
      trouble = next;
    },
    /** Says one text in place of another. */
    edit: (from: string, to: string) => {
      edited = [from, to];
    },
    /** How often it was asked so far. */
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function ask(sandbox: string, incoming: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const real = await fetch(sandbox + (incoming.url ?? "/"), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "shopify-storefront-private-token": String(incoming.headers["shopify-storefront-private-token"]),
    },
    body: Buffer.concat(parts).toString().replaceAll('"brand-new-', '"'),
  });
  return { status: real.status, body: await real.text() };
}

function write(outgoing: ServerResponse, status: number, body: string): void {
  outgoing.writeHead(status, { "content-type": "application/json" }).end(body);
}

function withError(answer: object, code: string) {
  return { ...answer, errors: [{ message: "In trouble", extensions: { code } }] };
}
