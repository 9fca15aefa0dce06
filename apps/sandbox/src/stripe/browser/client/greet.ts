import type { Greeting, Hello } from "./protocol.ts";

/**
 * Tells the embedding page that this frame is there, and waits for its first greeting, which brings the port for everything
 * else. Nobody but the page named in the address is spoken or listened to.
 */
export function answerTo<Settings>(opened: (port: MessagePort, settings: Settings) => void): void {
  const query = new URLSearchParams(location.search);
  const pageOrigin = query.get("origin") ?? "";
  const hear = (event: MessageEvent<Greeting<Settings>>): void => {
    const [port] = event.ports;
    if (event.origin !== pageOrigin || event.source !== parent || event.data.kind !== "start" || !port)
      return;
    removeEventListener("message", hear);
    opened(port, event.data.settings);
  };
  addEventListener("message", hear);
  const hello: Hello = { kind: "hello", element: query.get("element") ?? "" };
  parent.postMessage(hello, pageOrigin);
}
