import { chromiumFlags, chromiumPath } from "@evertill/workbench/chromium";
import { defineConfig, devices } from "@playwright/test";

const launchOptions = { executablePath: await chromiumPath(), args: [...chromiumFlags] };

export default defineConfig({
  outputDir: "../.evertill/test/journeys",
  // Machines are shared, and stall. What needs a second try is named at the end; what fails twice fails.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env["BASE_URL"] ?? "http://localhost:3900",
    launchOptions,
    // What is fading is neither here nor there: axe would measure its contrast half way.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
  },
  projects: [...onBothDevices("journeys"), ...onBothDevices("troubles")],
});

/** The journeys of one folder, those marked `@phone` on a phone too. */
function onBothDevices(folder: string) {
  return [
    { name: folder, testDir: folder, use: { ...devices["Desktop Chrome"], launchOptions } },
    {
      name: `${folder} on a phone`,
      testDir: folder,
      use: { ...devices["Pixel 7"], launchOptions },
      grep: /@phone/,
    },
  ];
}
