import type { IncomingMessage, ServerResponse } from "node:http";
import type { ContractFault } from "../provider-contract.ts";

/** What a scripted vendor answers. A null body is none. */
export type Reply = {
  readonly status: number;
  readonly body: object | null;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Answers a request that was executed, unless the fault loses or spoils the answer; `broken` is the vendor's own 500. */
export function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { reply, broken, fault }: { readonly reply: Reply; readonly broken: Reply; readonly fault: ContractFault },
): void {
  switch (fault) {
    case "hang":
      return;
    case "reset":
      return void request.socket.resetAndDestroy();
    case "http-500":
      return send(response, broken);
    case "html-502":
      return void response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
    case "cut-body": {
      const text = JSON.stringify(reply.body);
      response.writeHead(reply.status, { "content-type": "application/json", "content-length": text.length });
      response.write(text.slice(0, text.length / 2));
      return void setTimeout(() => request.socket.destroy(), 20);
    }
    case "none":
    case "request-lost":
    case "conflict":
    case "rate-limited":
      return send(response, reply);
  }
}

export function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  if (body === null) return void response.writeHead(status, headers).end();
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
