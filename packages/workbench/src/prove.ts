import { join } from "node:path";
import { addUp, fail, type Tally } from "./checks/check.ts";
import { runCommand } from "./checks/run-command.ts";
import { root } from "./settings.ts";

/**
 * What takes longer than a change may wait for: long simulations with many seeds, and the till under load. Run whole
 * before something is called done: `npm run prove`.
 */
const proofs: readonly {
  name: string;
  command: [string, ...string[]];
  variables?: Record<string, string>;
  shows?: RegExp;
}[] = [
  {
    name: "payments: at most one live charge, whatever fails, comes twice or crashes",
    command: ["node", join("packages", "payments", "src", "testing", "simulation", "main.ts")],
    shows: /^(?! ).*\d.*$/gm,
  },
  {
    name: "payments: the same on a real Postgres",
    command: ["vitest", "run", "packages/payments/src/testing/simulation", "-t", "real Postgres"],
    variables: { PAYMENT_SIMULATION_RUNS: "2000" },
  },
  {
    name: "payments: the same with the real SDKs, over HTTP, against the stand-ins",
    command: ["vitest", "run", "--config", join("packages", "workbench", "src", "proofs.config.ts")],
    shows: /^(?! ).*  \d.*$/gm,
  },
  {
    name: "checkout: at most one order, whatever is interleaved",
    command: ["vitest", "run", "packages/checkout/src/simulation.test.ts"],
    variables: { CHECKOUT_SIMULATION_RUNS: "2000" },
  },
  {
    name: "the tests notice what is changed in the code that decides about money",
    command: ["node", join("packages", "workbench", "src", "mutate.ts"), "--force"],
    shows: /^mutants of .*$/gm,
  },
  {
    name: "the till under load",
    command: ["node", join("packages", "workbench", "src", "bench-checkout.ts"), "1500", "16"],
    shows: /^(orders|answers|processor|drained|\d+ jobs|duplicates|lost|bare|checkouts).*$/gm,
  },
  {
    name: "a price edited in the shop, at the door",
    command: ["node", join("packages", "workbench", "src", "bench-freshness.ts"), "200", "2"],
    shows: /^edit to the door.*$/gm,
  },
  {
    name: "shoppers at the edge, from a cold start and while prices change",
    command: ["node", join("packages", "workbench", "src", "replay.ts")],
    shows: /^(\d+ requests|hit ratio|misses|origin requests).*$/gm,
  },
  {
    name: "the shop's API dead for an hour, then a day",
    command: ["node", join("packages", "workbench", "src", "outage.ts")],
    shows: /^an? (hour|day) without.*$/gm,
  },
  {
    name: "two thousand products, and the storefront's memory levels off",
    command: ["node", join("packages", "workbench", "src", "soak.ts")],
    shows: /^(soak|memory).*$/gm,
  },
];

const only = process.argv.slice(2);
const tallies: Tally[] = [];
for (const { name, command, variables, shows } of proofs) {
  if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
  const began = Date.now();
  const { code, output } = await runCommand(root, command, variables);
  const tally =
    code === 0 && ranSomething(command, output)
      ? { passed: 1, failed: 0, skipped: 0, output: (output.match(shows ?? /(?!)/) ?? []).join("\n") }
      : fail(output.split("\n").slice(-40).join("\n"));
  tallies.push(tally);
  console.log(`${tally.failed > 0 ? "✗" : "✓"} ${name} (${((Date.now() - began) / 1_000).toFixed(0)} s)`);
  if (tally.output) console.log(tally.output.replace(/^/gm, "    "));
}
const { passed, failed, skipped } = addUp(tallies);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** A filter that matches no test is no proof, though vitest ends well. */
function ranSomething([program]: readonly string[], output: string): boolean {
  return program !== "vitest" || /^\s*Tests .*\b[1-9]\d* passed/m.test(output);
}
