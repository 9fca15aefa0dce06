import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Writable } from "node:stream";
import { freshDatabase } from "@evertill/database/testing";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { allMigrations } from "../migrations.ts";
import { deliverOnce } from "./deliver-once.ts";
import { createSmtpMailOutbox } from "./smtp-mail-outbox.ts";

const from = '"Lumen & Loam" <till@shop.example>';
const mail = {
  id: "order-confirmation-1",
  to: "grete@example.com",
  subject: "Ihre Bestellung LL-10428",
  text: "vielen Dank für Ihre Bestellung",
  html: "<p>vielen Dank für Ihre Bestellung</p>",
};
const now = () => new Date("2026-11-21T12:00:00Z");

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
const closing: (() => void)[] = [];
beforeAll(async () => {
  fresh = await freshDatabase(allMigrations);
});
afterEach(() => closing.splice(0).forEach((close) => close()));
afterAll(() => fresh.drop());

/** A real SMTP server that keeps what it takes; `options` make it misbehave. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ url: string; taken: string[] }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      stream.pipe(keep(taken)).on("finish", () => done());
    },
    ...options,
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  closing.push(() => server.close());
  return { url: addressOf(server.server), taken };
}

/** Collects one message and adds it to the others. */
function keep(taken: string[]): Writable {
  const parts: Buffer[] = [];
  return new Writable({
    write: (part: Buffer, _encoding, next) => {
      parts.push(part);
      next();
    },
    final: (next) => {
      taken.push(Buffer.concat(parts).toString());
      next();
    },
  });
}

/** Takes connections and never says a word. */
async function silentServer(): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket)).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return addressOf(server);
}

function addressOf(server: Pick<Server, "address">): string {
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a mail arrives whole, as text and as markup, with an id made of ours", async () => {
  const { url, taken } = await mailServer();
  await createSmtpMailOutbox({ url, from }).deliver(mail);
  expect(taken).toHaveLength(1);
  const [message = ""] = taken;
  expect(message).toMatch(/^From: "?Lumen & Loam"? <till@shop.example>$/m);
  expect(message).toMatch(/^To: grete@example.com$/m);
  expect(message).toMatch(/^Subject: Ihre Bestellung LL-10428$/m);
  expect(message).toMatch(/^Message-ID: <order-confirmation-1@shop.example>$/m);
  expect(message).toMatch(/^Content-Type: multipart\/alternative;/m);
  expect(message).toContain("vielen Dank f=C3=BCr Ihre Bestellung");
});

test("a server with a password is told it, and a wrong one is an error that says so", async () => {
  const asked = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === "till" && password === "s3cret"
        ? done(null, { user: username })
        : done(new Error("Invalid username or password")),
  });
  const as = (credentials: string) =>
    createSmtpMailOutbox({ url: asked.url.replace("//", `//${credentials}@`), from }).deliver(mail);
  await expect(as("till:wrong")).rejects.toThrow(/Invalid login/);
  await as("till:s3cret");
  expect(asked.taken).toHaveLength(1);
});

test("a server that refuses the address is an error, and the next try may succeed", async () => {
  let refuses = true;
  const { url, taken } = await mailServer({
    onRcptTo: (_address, _session, done) => (refuses ? done(new Error("No such mailbox")) : done()),
  });
  const outbox = deliverOnce(fresh.database, createSmtpMailOutbox({ url, from }), now);
  const refused = { ...mail, id: "order-confirmation-refused" };
  await expect(outbox.deliver(refused)).rejects.toThrow(/No such mailbox/);
  refuses = false;
  await outbox.deliver(refused);
  expect(taken).toHaveLength(1);
});

test("a mail that was sent is not sent by a job that runs again", async () => {
  const { url, taken } = await mailServer();
  const outbox = deliverOnce(fresh.database, createSmtpMailOutbox({ url, from }), now);
  const repeated = { ...mail, id: "order-confirmation-repeated" };
  for (let run = 0; run < 3; run += 1) await outbox.deliver(repeated);
  expect(taken).toHaveLength(1);
});

test("a mail that was taken without a word is sent again under the same id, so that its receiver can tell", async () => {
  const taken: string[] = [];
  const { url } = await mailServer({
    onData: (stream, _session, done) => {
      stream.pipe(keep(taken)).on("finish", () => taken.length > 1 && done());
    },
  });
  const outbox = deliverOnce(fresh.database, createSmtpMailOutbox({ url, from, deadlineMs: 200 }), now);
  const lost = { ...mail, id: "order-confirmation-lost" };
  await expect(outbox.deliver(lost)).rejects.toThrow(/Timeout/);
  await outbox.deliver(lost);
  await outbox.deliver(lost);
  const ids = taken.map((message) => /^Message-ID: (.*)$/m.exec(message)?.[1]);
  expect(ids).toEqual(["<order-confirmation-lost@shop.example>", "<order-confirmation-lost@shop.example>"]);
});

test("a server that never speaks, and one that is not there, end as errors within the deadline", async () => {
  const deadlineMs = 200;
  const silent = createSmtpMailOutbox({ url: await silentServer(), from, deadlineMs });
  await expect(silent.deliver(mail)).rejects.toThrow(/Greeting never received/);
  const nobody = createSmtpMailOutbox({ url: "smtp://127.0.0.1:1", from, deadlineMs });
  await expect(nobody.deliver(mail)).rejects.toThrow(/ECONNREFUSED/);
});
