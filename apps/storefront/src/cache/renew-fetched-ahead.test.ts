import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { renewFetchedAhead } from "./renew-fetched-ahead.ts";

beforeAll(() => renewFetchedAhead());

/** As Next answers: old until somebody opens it, however often it is fetched ahead. */
let isOld: boolean;
let opened: string[];
/** Resolves when an opened page is answered. */
let written: Promise<void>;
let server: Server;
const ahead = { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" };

beforeEach(async () => {
  [isOld, opened, written] = [true, [], Promise.resolve()];
  server = createServer(({ url = "", headers }, response) => {
    const isOpened = headers["next-router-prefetch"] === undefined;
    if (isOpened) opened.push(url);
    response.setHeader("x-nextjs-cache", isOld ? "STALE" : "HIT");
    void (isOpened ? written : Promise.resolve()).then(() => response.end("page"));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => server.close());

const ask = (path: string, headers: Record<string, string>) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers }).then((answer) =>
    answer.text(),
  );

test("an old page that is fetched ahead is opened once, however many fetch it together", async () => {
  let write = () => undefined as void;
  written = new Promise((resolve) => (write = resolve));
  await Promise.all([1, 2, 3].map(() => ask("/en-gb/products/lamp?Glaze=Moss&_rsc=1r34m", ahead)));
  write();
  await vi.waitFor(() => expect(opened).toEqual(["/en-gb/products/lamp?Glaze=Moss&_rsc="]));
});

test("one that nobody could write anew is opened again with the next prefetch", async () => {
  await ask("/en-gb/products/lamp?_rsc=1", ahead);
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  await vi.waitFor(async () => {
    await ask("/en-gb/products/lamp?_rsc=1", ahead);
    expect(opened.length).toBeGreaterThan(1);
  });
});

test("a page that is not old, or that is opened itself, is left alone", async () => {
  await ask("/en-gb/products/lamp", { rsc: "1" });
  isOld = false;
  await ask("/en-gb/products/lamp?_rsc=1", ahead);
  expect(opened).toEqual(["/en-gb/products/lamp"]);
});
