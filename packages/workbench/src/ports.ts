import { type AddressInfo, connect, createServer, type Server } from "node:net";

/** A port one of our processes wants, and the variable that moves it. */
export type WantedPort = { readonly port: number; readonly variable: string; readonly purpose: string };

/** The wanted ports that something else already listens on. */
export async function busyPorts(wanted: readonly WantedPort[]): Promise<WantedPort[]> {
  const answers = await Promise.all(wanted.map(({ port }) => somethingListens(port)));
  return wanted.filter((_, index) => answers[index]);
}

/** So many different ports that nothing listens on now. */
export async function takeFreePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listenAnywhere));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listenAnywhere(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

/** What to tell a person whose ports are taken. */
export function describeBusyPorts(busy: readonly WantedPort[]): string {
  return busy
    .map(
      ({ port, variable, purpose }) =>
        `Port ${port} (${purpose}) is in use. Choose another: ${variable}=${port + 1000} npm start`,
    )
    .join("\n");
}

function somethingListens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.setTimeout(1_000, () => finish(false));
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    function finish(listens: boolean): void {
      socket.destroy();
      resolve(listens);
    }
  });
}
