import { Agent, createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { closeDoor } from "./close-door.ts";

test("a sender that keeps one connection busy does not hold the door open", async () => {
  const door = createServer((_, response) => void response.end("ok"));
  await new Promise<void>((open) => door.listen(0, "127.0.0.1", open));
  const { port } = door.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let answered = 0;
  const tenth = Promise.withResolvers<void>();
  const refused = Promise.withResolvers<void>();
  const send = () =>
    get({ port, agent }, (response) => {
      answered += 1;
      if (answered === 10) tenth.resolve();
      response.resume().once("end", () => setImmediate(send));
    }).once("error", () => refused.resolve());
  send();
  await tenth.promise;
  await closeDoor(door);
  await refused.promise;
  expect(door.listening).toBe(false);
  agent.destroy();
});

test("a request that was begun is answered first", async () => {
  const begun = Promise.withResolvers<void>();
  const door = createServer((_, response) => {
    begun.resolve();
    setTimeout(() => response.end("done"), 50);
  });
  await new Promise<void>((open) => door.listen(0, "127.0.0.1", open));
  const answer = fetch(`http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  await begun.promise;
  await closeDoor(door);
  expect(await (await answer).text()).toBe("done");
});
