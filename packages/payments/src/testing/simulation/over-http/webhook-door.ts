import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bodyOf } from "../../../providers/testing/scripted-wire.ts";
import { providerNames } from "../../../provider.ts";
import type { Payments } from "../../../payments.ts";

type Letter = Parameters<Payments["receiveProviderEvent"]>[0];

/** Where the stand-ins bring their webhooks: `/<provider>`. Answers 503 while it is shut or nobody is at home. */
export class WebhookDoor {
  url = "";
  isShut = false;
  /** Says whether the letter was taken, refused, or whoever took it died. */
  takes: (letter: Letter) => Promise<"taken" | "refused" | "lost"> = async () => "lost";
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async open(): Promise<void> {
    await new Promise<void>((ready) => this.#server.listen(0, "127.0.0.1", ready));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await bodyOf(request);
    const provider = providerNames.find((name) => request.url === `/${name}`);
    if (provider === undefined) return void response.writeHead(404).end();
    if (this.isShut) return void response.writeHead(503).end();
    const answer = await this.takes({ provider, rawBody, headers: headersOf(request) });
    response.writeHead({ taken: 200, refused: 400, lost: 503 }[answer]).end();
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
