import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Sees each request that this process begins to answer: Node tells of them, so this needs no server of our own around Next's. */
export function eachRequest(see: (request: IncomingMessage, response: ServerResponse) => void): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    see(request, response);
  });
}
