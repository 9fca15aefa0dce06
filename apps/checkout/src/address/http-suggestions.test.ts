import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { httpSuggestions } from "./http-suggestions.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** What is suggested for "12 Foun" in Great Britain by a service that answers as it is told, and how often that was nothing. */
async function suggestedBy(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const silences: unknown[] = [];
  const { port } = server.address() as AddressInfo;
  const service = httpSuggestions(`http://127.0.0.1:${port}/find`, {
    onSilence: (error) => silences.push(error),
  });
  return { places: await service.suggest("12 Foun", "GB"), silences: silences.length };
}

const lane = { address1: "12 Foundry Lane", city: "Bristol", postcode: "BS3 9ZQ", country: "GB" };

test("the service is told what was typed and where, and its places come back", async () => {
  let asked: string | undefined;
  const { places } = await suggestedBy((request, response) => {
    asked = request.url;
    response.end(JSON.stringify({ places: [lane] }));
  });
  expect(asked).toBe("/find?typed=12+Foun&country=GB");
  expect(places).toEqual([lane]);
});

test("a place of another country is not suggested", async () => {
  const { places } = await suggestedBy((_, response) =>
    response.end(JSON.stringify({ places: [{ ...lane, country: "DE" }, lane] })),
  );
  expect(places).toEqual([lane]);
});

test.each<[string, RequestListener]>([
  ["never answers", () => undefined],
  ["answers an error", (_, response) => response.writeHead(500).end("{}")],
  ["answers something else", (_, response) => response.end("<html>")],
  ["answers places that are none", (_, response) => response.end('{"places":[{"city":"Bristol"}]}')],
  ["cuts the line", (request) => request.socket.destroy()],
])("a service that %s suggests nothing, and we are told", async (_, listener) => {
  expect(await suggestedBy(listener)).toEqual({ places: [], silences: 1 });
});
