import { expect, test } from "vitest";
import { findViolations } from "./arrows.ts";

function reasons(path: string, text: string): string[] {
  return findViolations([{ path, text }]).map(({ reason }) => reason);
}

test.each([
  ["packages/money/src/a.ts", 'import { x } from "@evertill/database";', "money may import no other package"],
  [
    "packages/payments/src/a.ts",
    'import type { x } from "@evertill/checkout";',
    "payments may import @evertill/money, @evertill/database",
  ],
  ["packages/checkout/src/a.ts", 'import Stripe from "stripe";', "use @evertill/payments"],
  [
    "packages/checkout/src/a.ts",
    'export { x } from "../../payments/src/pay.ts";',
    "import the package by its name",
  ],
  ["packages/catalog/src/a.ts", 'import { cookies } from "next/headers";', "packages know nothing of Next"],
  [
    "packages/checkout/src/a.ts",
    'import { useState } from "react";',
    "put components in packages/design-system",
  ],
  ["packages/checkout/src/domain/a.ts", 'import { x } from "../adapters/b.ts";', "domain imports adapters"],
  [
    "packages/checkout/src/use-cases/a.ts",
    'import { x } from "../adapters/b.ts";',
    "use-cases imports adapters",
  ],
  ["apps/worker/src/a.ts", 'import { x } from "@evertill/storefront";', "apps do not import each other"],
  ["apps/worker/src/a.ts", 'const x = await import("@evertill/sandbox");', "reached over their wire only"],
  [
    "apps/worker/src/a.ts",
    'import { x } from "./testing/fake.ts";',
    "test doubles never reach the running code",
  ],
  ["apps/worker/src/a.ts", "const url = process.env.DATABASE_URL;", "only an app's env.ts does"],
  ["apps/worker/src/a.ts", 'const url = process.env["DATABASE_URL"];', "only an app's env.ts does"],
  ["apps/sandbox/src/a.ts", 'import { x } from "@evertill/catalog";', "knows none of our packages"],
  [
    "apps/sandbox/src/a.ts",
    'import { x } from "@evertill/workbench/chromium";',
    "knows none of our packages",
  ],
  ["apps/sandbox/pictures/a.ts", 'import { x } from "@evertill/catalog";', "knows none of our packages"],
])("%s may not say %s", (path, text, reason) => {
  expect(reasons(path, text).join()).toContain(reason);
});

test.each([
  ["packages/checkout/src/a.ts", 'import { x } from "@evertill/payments";'],
  ["packages/payments/src/providers/stripe/a.ts", 'import Stripe from "stripe";'],
  ["packages/payments/src/providers/stripe/browser/a.tsx", 'import { useState } from "react";'],
  ["packages/checkout/src/use-cases/a.ts", 'import { x } from "../ports/b.ts";'],
  ["packages/checkout/src/a.test.ts", 'import { freshDatabase } from "@evertill/database/testing";'],
  ["apps/sandbox/src/a.test.ts", 'import Stripe from "stripe";'],
  ["apps/sandbox/pictures/draw.ts", 'import { findChromium } from "@evertill/workbench/chromium";'],
  ["apps/worker/src/env.ts", "read(process.env);"],
  [
    "apps/storefront/src/a.tsx",
    'import Link from "next/link";\nimport { Price } from "@evertill/design-system";',
  ],
])("%s may say %s", (path, text) => {
  expect(reasons(path, text)).toEqual([]);
});
