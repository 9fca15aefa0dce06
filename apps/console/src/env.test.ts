import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

async function problemsWith(variables: Record<string, string>): Promise<string> {
  vi.unstubAllEnvs();
  vi.resetModules();
  const given = {
    DATABASE_URL: "postgres://db.example/evertill",
    CONSOLE_ORIGIN: "https://console.example",
    CONSOLE_SECRET: "0123456789abcdef",
    ...variables,
  };
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  const { environment } = await import("./env.ts");
  try {
    environment();
    return "";
  } catch (error) {
    return String(error);
  }
}

test("production makes no account by itself", async () => {
  const password = { CONSOLE_PASSWORD: "a password that is long" };
  expect(await problemsWith(password)).toBe("");
  expect(await problemsWith({ ...password, EVERTILL_ENV: "production" })).toContain("CONSOLE_PASSWORD");
  expect(await problemsWith({ EVERTILL_ENV: "production" })).toBe("");
});

test("a short password is refused everywhere", async () => {
  expect(await problemsWith({ CONSOLE_PASSWORD: "admin" })).toContain("at least 12 characters");
});
