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
  ["apps/storefront/src/a.ts", 'import type { X } from "@evertill/payments";', "no business data"],
  ["apps/storefront/src/a.ts", 'import { connect } from "@evertill/database";', "no business data"],
  ["apps/storefront/src/a.ts", 'import { createTill } from "@evertill/checkout";', "no business data"],
  ["apps/storefront/src/a.ts", 'import { recordPurchase } from "@evertill/tracking";', "no business data"],
  ["apps/storefront/src/a.ts", 'import pg from "pg";', "only the page cache has a database"],
  ["apps/storefront/src/a.ts", 'import { sql } from "drizzle-orm";', "in the package's adapters"],
  ["apps/checkout/src/a.ts", 'import { drizzle } from "drizzle-orm/node-postgres";', "package's adapters"],
  ["packages/checkout/src/domain/a.ts", 'import pg from "pg";', "use @evertill/database"],
  ["packages/checkout/src/domain/a.ts", 'import { sql } from "drizzle-orm";', "package's adapters"],
  ["packages/checkout/src/domain/a.ts", 'import { get } from "node:https";', "free of the outside world"],
  [
    "packages/checkout/src/domain/a.ts",
    'import type { Database } from "@evertill/database";',
    "free of the outside world",
  ],
  ["packages/checkout/src/use-cases/a.ts", 'import { request } from "undici";', "say the need as a port"],
  ["packages/checkout/src/use-cases/a.ts", 'import { x } from "../tax/b.ts";', "use-cases imports adapters"],
  [
    "packages/payments/src/use-cases/a.ts",
    'import { x } from "../stores/b.ts";',
    "use-cases imports adapters",
  ],
  [
    "packages/checkout/src/domain/a.ts",
    'import { x } from "@evertill/checkout";',
    "inside the package import the file",
  ],
  ["packages/checkout/src/ports/a.ts", 'import { x } from "../use-cases/b.ts";', "ports imports use-cases"],
  [
    "apps/worker/src/jobs/a.ts",
    'import { createProviders } from "@evertill/payments/providers";',
    "only compose.ts builds adapters",
  ],
  ["apps/worker/src/jobs/a.ts", 'import { connect } from "@evertill/database";', "only compose.ts builds"],
  ["apps/worker/src/jobs/a.ts", 'import * as all from "@evertill/payments";', "only compose.ts builds"],
  [
    "apps/checkout/src/page/a.ts",
    'export { createTill } from "@evertill/checkout";',
    "only compose.ts builds",
  ],
  [
    "apps/checkout/src/a.ts",
    'const { createPayments } = await import("@evertill/payments");',
    "only compose.ts builds",
  ],
  [
    "apps/storefront/src/a.ts",
    'import { createCatalog } from "@evertill/catalog";',
    "only compose.ts builds",
  ],
  ["apps/storefront/src/a.ts", 'const stripe = require("stripe");', "use @evertill/payments"],
  ["apps/storefront/src/a.ts", 'const at = require.resolve("stripe");', "use @evertill/payments"],
  ["apps/storefront/src/a.ts", 'import stripe = require("stripe");', "use @evertill/payments"],
  ["apps/storefront/src/a.ts", "const stripe = await import(`stripe`);", "use @evertill/payments"],
  ["apps/storefront/src/a.ts", 'const s = await import(/* x */ "stripe");', "use @evertill/payments"],
  ["apps/storefront/src/a.ts", 'type S = import("stripe").Stripe;', "use @evertill/payments"],
  ["apps/storefront/src/a.ts", 'export * from "stripe";', "use @evertill/payments"],
  ["apps/storefront/src/a.ts", 'import "stripe";', "use @evertill/payments"],
  ["apps/storefront/src/a.ts", "const s = await import(`str${rest}`);", "cannot be read"],
  ["apps/storefront/src/a.ts", 'const s = await import("str" + "ipe");', "cannot be read"],
  ["apps/storefront/src/a.ts", 'createRequire(import.meta.url)("stripe");', "use @evertill/payments"],
  ["apps/storefront/src/a.ts", 'createRequire(import.meta.url).resolve("pg");', "only the page cache"],
  ["apps/storefront/src/a.ts", "const ask = createRequire(import.meta.url);", "cannot be read"],
  ["apps/storefront/src/a.ts", 'import { createRequire as ask } from "node:module";', "cannot be read"],
  ["apps/storefront/src/a.ts", 'import * as all from "node:module";', "cannot be read"],
  ["apps/storefront/src/a.ts", 'import x from "/packages/payments/src/pay.ts";', "package by its name"],
  ["apps/storefront/src/a.ts", 'import x from "../node_modules/pg/lib/index.js";', "package by its name"],
  ["apps/worker/src/a.ts", 'const url = process["env"].URL;', "only an app's env.ts does"],
  ["apps/worker/src/a.ts", "const url = process[`env`]?.URL;", "only an app's env.ts does"],
  ["apps/worker/src/a.ts", "const { env } = process;", "only an app's env.ts does"],
  ["apps/worker/src/a.ts", "const { env: { URL } } = process;", "only an app's env.ts does"],
  ["apps/worker/src/a.ts", "const { pid, ...rest } = process;", "only an app's env.ts does"],
  ["apps/worker/src/a.ts", "const node = process;", "only an app's env.ts does"],
  ["apps/worker/src/a.ts", "const url = globalThis.process.env.URL;", "only an app's env.ts does"],
  ["apps/worker/src/a.ts", 'import { env } from "node:process";', "only an app's env.ts does"],
  ["apps/worker/src/a.ts", 'import node from "process"; node.env.URL;', "only an app's env.ts does"],
  ["apps/worker/src/a.ts", "const url = import.meta.env.URL;", "only an app's env.ts does"],
])("%s may not say %s", (path, text, reason) => {
  expect(reasons(path, text).join()).toContain(reason);
});

test.each([
  ["packages/checkout/src/a.ts", 'import { x } from "@evertill/payments";'],
  ["packages/payments/src/providers/stripe/a.ts", 'import Stripe from "stripe";'],
  ["packages/payments/src/providers/stripe/browser/a.tsx", 'import { useState } from "react";'],
  ["packages/checkout/src/use-cases/a.ts", 'import { x } from "../ports/b.ts";'],
  ["packages/checkout/src/adapters/a.ts", 'import { sql } from "drizzle-orm";'],
  ["apps/storefront/src/cache/a.ts", 'import pg from "pg";'],
  ["apps/storefront/src/cache/a.ts", 'createRequire(import.meta.url)("next/dist/server/lib/x.js");'],
  ["apps/storefront/src/a.ts", 'import { signHandoff } from "@evertill/checkout/handoff";'],
  ["apps/worker/src/compose.ts", 'import { createPayments } from "@evertill/payments";'],
  ["apps/worker/src/compose-parts.ts", 'import { createProviders } from "@evertill/payments/providers";'],
  ["apps/worker/src/jobs/a.ts", 'import type { Payments } from "@evertill/payments";'],
  ["apps/worker/src/jobs/a.ts", 'import { openTask, type Payments } from "@evertill/payments";'],
  [
    "apps/checkout/src/page/a.tsx",
    'import { createStripeFields } from "@evertill/payments/providers/stripe/browser";',
  ],
  ["apps/worker/src/a.ts", 'const sentence = `a page is made from "stripe" // import("stripe")`;'],
  ["apps/storefront/src/a.ts", 'if (process.env["NODE_ENV"] !== "production") process.exit();'],
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
