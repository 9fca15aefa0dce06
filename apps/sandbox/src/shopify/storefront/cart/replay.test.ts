import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freshDatabase } from "@evertill/database/testing";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnvironment } from "../../../env.ts";
import { Faults } from "../../../faults/faults.ts";
import { Store } from "../../../store/store.ts";
import { readRecording, recordingFile } from "./replay/recording.ts";
import { replay, type Replayed } from "./replay/replay.ts";
import { setUp } from "./replay/set-up.ts";

const readme = join(import.meta.dirname, "../../../../README.md");

/** Names of the interactions that the README says do not match: `- \`name\`: reason`. */
function documentedMismatches(): readonly string[] {
  const [, section = ""] = readFileSync(readme, "utf8").split("## The recorded cart");
  return [...section.matchAll(/^- `(\w+)`: \S/gm)].map(([, name]) => name ?? "");
}

describe.skipIf(!existsSync(recordingFile))(
  "the recording of a real store (skipped without ../shared/specs/shopify)",
  () => {
    let fresh: Awaited<ReturnType<typeof freshDatabase>>;
    let store: Store;
    let replayed: readonly Replayed[];

    beforeAll(async () => {
      fresh = await freshDatabase([]);
      store = await Store.open(fresh.url);
      const recording = readRecording();
      setUp(recording, store);
      replayed = await replay(recording, {
        store,
        faults: new Faults(store),
        env: readEnvironment({ SANDBOX_DATABASE_URL: fresh.url }),
        log: pino({ level: "silent" }),
        now: () => new Date(recording.capturedAt),
      });
    });

    afterAll(async () => {
      await store.close();
      await fresh.drop();
    });

    test("at least 95 % of its Storefront interactions are answered as Shopify did", () => {
      const matching = replayed.filter(({ differences }) => differences.length === 0);
      expect(replayed.length).toBeGreaterThanOrEqual(50);
      expect(matching.length / replayed.length).toBeGreaterThanOrEqual(0.95);
    });

    test("each one that is not is named in the README, and no other", () => {
      const documented = documentedMismatches();
      const mismatches = replayed.filter(({ differences }) => differences.length > 0);
      const surprises = mismatches.filter(({ name }) => !documented.includes(name));
      expect(surprises, "differ, and the README does not say why").toEqual([]);
      expect(documented, "named in the README").toEqual(mismatches.map(({ name }) => name));
    });
  },
);
