import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Origin = {
  readonly port: number;
  /** Method and address of everything it was asked for, health probes aside. */
  readonly asked: string[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Refuses and breaks connections until it is opened again. */
  cut(): Promise<void>;
  open(): Promise<void>;
};

/** A server on a free port whose answers a test decides. */
export async function startOrigin(answer: Origin["answer"]): Promise<Origin> {
  let server: Server | null = null;
  const origin: Origin = {
    port: 0,
    asked: [],
    answer,
    cut: async () => {
      server?.closeAllConnections();
      await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
      server = null;
    },
    open: async () => {
      server = createServer((request, response) => {
        if (request.url === "/api/health") return response.end();
        origin.asked.push(`${request.method} ${request.url}`);
        return origin.answer(request, response);
      });
      await new Promise<void>((resolve) => server?.listen(origin.port, "127.0.0.1", resolve));
      Object.assign(origin, { port: (server.address() as AddressInfo).port });
    },
  };
  await origin.open();
  return origin;
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
