import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import type { Visitor } from "./accounts.ts";
import { guardedBy } from "./guard.ts";
import { may, type Permission, permissions, type Role, roles } from "./permissions.ts";

const source = join(import.meta.dirname, "..");
const visitor = vi.hoisted(() => ({ current: null as Visitor | null }));
vi.mock("./visitor.ts", () => ({ currentVisitor: async () => visitor.current }));
vi.mock("next/navigation", async (original) => ({
  ...(await original<typeof import("next/navigation")>()),
  redirect: (to: string) => {
    throw new Error(`sent to ${to}`);
  },
  forbidden: () => {
    throw new Error("forbidden");
  },
}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ set: () => undefined }),
}));
// What stands behind the guard must not be reached by whoever may not pass it.
vi.mock("../compose.ts", () => ({
  composition: () => {
    throw new Error("went past the guard");
  },
}));

/** What anybody may ask for; everything else has to name a permission. */
const open = [
  "app/api/health/route.ts GET",
  "app/page.tsx default",
  "app/sign-in/page.tsx default",
  "sign-in/sign-in-actions.ts signIn",
  "sign-in/sign-in-actions.ts signOut",
];

const files = globSync("**/*.{ts,tsx}", { cwd: source }).filter((file) => !file.endsWith(".test.ts"));
const textOf = (file: string) => readFileSync(join(source, file), "utf8");
const reached = files.filter(
  (file) => /^app\/(.*\/)?(page|route|default)\.tsx?$/.test(file) || textOf(file).startsWith('"use server"'),
);

type Entry = {
  readonly name: string;
  readonly ask: ((...input: unknown[]) => unknown) & { [guardedBy]?: Permission };
};

const entries = (
  await Promise.all(
    reached.map(async (file): Promise<Entry[]> => {
      const exported = (await import(join(source, file))) as Record<string, unknown>;
      return Object.entries(exported).flatMap(([name, value]) =>
        typeof value === "function"
          ? [{ name: `${relative(".", file)} ${name}`, ask: value as Entry["ask"] }]
          : [],
      );
    }),
  )
).flat();
const guarded = entries.filter(({ ask }) => ask[guardedBy] !== undefined);

afterEach(() => {
  visitor.current = null;
});

test("every page, route and server action names a permission, or is on the short list of what is open", () => {
  expect(guarded.length).toBeGreaterThan(0);
  const unguarded = entries.filter(({ ask }) => ask[guardedBy] === undefined).map(({ name }) => name);
  expect(unguarded.sort()).toEqual(open);
});

test("server actions stand in files of their own, where they are seen", () => {
  const hidden = files.filter((file) => /^\s+["']use server["']/m.test(textOf(file)));
  expect(hidden).toEqual([]);
});

test.each(guarded.map(({ name, ask }) => [name, ask] as const))(
  "%s sends a stranger to sign in, and lets a role past only if it may",
  async (_, ask) => {
    const answer = async (role: Role | null) => {
      visitor.current = role && { id: "1", name: "Ada", email: "ada@example.com", role };
      try {
        await ask(...Array.from({ length: ask.length }, () => new FormData()));
      } catch (error) {
        return String(error);
      }
      return "passed";
    };
    expect(await answer(null)).toBe("Error: sent to /sign-in");
    const refused: Role[] = [];
    for (const role of roles) if ((await answer(role)) === "Error: forbidden") refused.push(role);
    expect(refused).toEqual(roles.filter((role) => !may(role, ask[guardedBy] as Permission)));
  },
);

test("an administrator may do everything, and every permission is somebody's", () => {
  expect(permissions.filter((permission) => !may("admin", permission))).toEqual([]);
});

test("support reads payments and changes nothing", () => {
  const theirs = permissions.filter((permission) => may("support", permission));
  expect(theirs.filter((permission) => !permission.endsWith(".read"))).toEqual([]);
  expect(theirs).toContain("payments.read");
});
