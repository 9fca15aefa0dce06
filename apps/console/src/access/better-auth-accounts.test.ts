import { freshDatabase } from "@evertill/database/testing";
import { getMigrations } from "better-auth/db/migration";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consoleMigrations } from "../migrations.ts";
import type { Accounts } from "./accounts.ts";
import { betterAuthOptions, createBetterAuthAccounts, tries } from "./better-auth-accounts.ts";
import { localEmail, openLocalAccount } from "./local-account.ts";
import { newPassword } from "./new-password.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let accounts: Accounts;
const settings = {
  origin: "https://console.example",
  secret: "a-secret-that-is-long-enough-for-tests",
  say: () => undefined,
};

beforeAll(async () => {
  fresh = await freshDatabase([consoleMigrations]);
  accounts = createBetterAuthAccounts({ database: fresh.database, ...settings });
});
afterAll(() => fresh.drop());

async function someAccount(role: "support" | "payments" | "admin" = "support") {
  const password = newPassword();
  const email = `${crypto.randomUUID()}@example.com`;
  const account = await accounts.open({ email, name: "Ada", role, password });
  if (!account) throw new Error("The account was not opened");
  return { ...account, password };
}

/** The headers of a browser that keeps the cookies it was sent. */
async function signedIn(credentials: { email: string; password: string }): Promise<Headers> {
  const answer = await accounts.signIn(credentials);
  if (answer.kind !== "signed-in") throw new Error(`Sign-in was ${answer.kind}`);
  return new Headers({ cookie: answer.cookies.map((line) => line.split(";")[0]).join("; ") });
}

test("our migration has every table and column the library wants", async () => {
  const wanted = await getMigrations(betterAuthOptions({ database: fresh.database, ...settings }));
  expect(wanted).toMatchObject({ toBeCreated: [], toBeAdded: [], toBeAddedIndexes: [], schemaProblems: [] });
});

test("whoever knows the password is who they say, with the role they were given", async () => {
  const ada = await someAccount("payments");
  const headers = await signedIn(ada);
  expect(await accounts.visitorOf(headers)).toEqual({
    id: ada.id,
    name: "Ada",
    email: ada.email,
    role: "payments",
  });
  expect(await accounts.visitorOf(new Headers())).toBeNull();
});

test("cookies are out of reach of scripts, of other sites and of plain connections", async () => {
  const answer = await accounts.signIn(await someAccount());
  const cookies = answer.kind === "signed-in" ? answer.cookies : [];
  const session = cookies.find((line) => line.includes("session_token"));
  expect(session).toMatch(/^__Secure-console/);
  expect(session).toMatch(/HttpOnly/i);
  expect(session).toMatch(/SameSite=Lax/i);
  expect(session).toMatch(/Secure/);
});

test("an account that is guessed at rests, whoever guesses, and another one does not", async () => {
  const ada = await someAccount();
  for (let count = 0; count < tries.max; count += 1)
    expect(await accounts.signIn({ email: ada.email, password: "not it at all" })).toEqual({
      kind: "refused",
    });
  expect(await accounts.signIn({ ...ada, email: ada.email.toUpperCase() })).toMatchObject({
    kind: "too-often",
  });
  const other = await someAccount();
  expect(await accounts.signIn(other)).toMatchObject({ kind: "signed-in" });
});

test("nobody is told whether an address has an account", async () => {
  const ada = await someAccount();
  const unknown = await accounts.signIn({ email: "nobody@example.com", password: "not it at all" });
  expect(unknown).toEqual(await accounts.signIn({ email: ada.email, password: "not it at all" }));
  expect(await accounts.signIn({ email: "no address", password: "" })).toEqual({ kind: "refused" });
});

test("signing out ends the session on the server, not in the browser alone", async () => {
  const headers = await signedIn(await someAccount());
  expect((await accounts.signOut(headers)).join()).toContain("session_token=;");
  expect(await accounts.visitorOf(headers)).toBeNull();
});

test("a new role counts from the next request on", async () => {
  const ada = await someAccount("admin");
  const headers = await signedIn(ada);
  await accounts.changeRole(ada.id, "support");
  expect(await accounts.visitorOf(headers)).toMatchObject({ role: "support" });
});

test("a closed account is signed out, stays out, and may be opened again", async () => {
  const ada = await someAccount();
  const headers = await signedIn(ada);
  await accounts.setClosed(ada.id, true);
  expect(await accounts.visitorOf(headers)).toBeNull();
  expect(await accounts.signIn(ada)).toEqual({ kind: "refused" });
  await accounts.setClosed(ada.id, false);
  expect(await accounts.signIn(ada)).toMatchObject({ kind: "signed-in" });
});

test("an address has one account", async () => {
  const ada = await someAccount();
  expect(await accounts.open({ ...ada, email: ada.email.toUpperCase() })).toBeNull();
});

test("the local account follows its password and stays one", async () => {
  await openLocalAccount(accounts, "first password of all");
  const headers = await signedIn({ email: localEmail, password: "first password of all" });
  await openLocalAccount(accounts, "first password of all");
  expect(await accounts.visitorOf(headers)).toMatchObject({ role: "admin" });
  await openLocalAccount(accounts, "another password now");
  expect(await accounts.visitorOf(headers)).toBeNull();
  await signedIn({ email: localEmail, password: "another password now" });
  expect((await accounts.list()).filter(({ email }) => email === localEmail)).toHaveLength(1);
});

test("passwords made here differ and are long", () => {
  const made = Array.from({ length: 20 }, newPassword);
  expect(new Set(made).size).toBe(20);
  expect(made.every((password) => password.length >= 30)).toBe(true);
});
