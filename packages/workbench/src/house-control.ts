import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Supervisor } from "./supervisor.ts";

/** Lets a journey kill and start processes of the house it shops in: `POST /kill/worker`, `POST /start/worker`. */
export async function offerHouseControl(supervisor: Supervisor): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const [, verb, name = ""] = (request.url ?? "").split("/");
    const deed =
      verb === "kill" ? supervisor.kill(name) : verb === "start" ? supervisor.startAgain(name) : undefined;
    if (request.method !== "POST" || deed === undefined) {
      response.writeHead(404).end("POST /kill/NAME or /start/NAME");
      return;
    }
    deed.then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(409).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
