import { chromiumFlags, chromiumPath } from "@evertill/workbench/chromium";
import { defineConfig, devices } from "@playwright/test";

const launchOptions = { executablePath: await chromiumPath(), args: [...chromiumFlags] };

export default defineConfig({
  testDir: "journeys",
  outputDir: "../.evertill/test/journeys",
  // Faults and dying processes are felt by everybody in the house, so one journey at a time.
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env["BASE_URL"] ?? "http://localhost:3900",
    launchOptions,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], launchOptions } },
    { name: "phone", use: { ...devices["Pixel 7"], launchOptions }, grep: /@phone/ },
  ],
});
