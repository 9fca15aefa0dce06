import { createCatalog } from "@evertill/catalog";
import {
  catalogShopCarts,
  createTill,
  lastOrderNumber,
  systemClock,
  tableTaxCalculator,
  type Till,
} from "@evertill/checkout";
import {
  createShopDiscounts,
  createShopifyOrders,
  createShopLevels,
} from "@evertill/checkout/shopify-orders";
import { connect, migrate, openPgBossJobs } from "@evertill/database";
import { createPayments } from "@evertill/payments";
import { createProviders, createReports } from "@evertill/payments/providers";
import type { Hono } from "hono";
import type { Logger } from "pino";
import type { WorkerEnvironment } from "./env.ts";
import { composeFreshness } from "./freshness/compose-freshness.ts";
import { createApp } from "./http/create-app.ts";
import type { JobParts } from "./jobs/parts.ts";
import { registerJobs } from "./jobs/register-jobs.ts";
import { type Rush, watchRush } from "./jobs/rush.ts";
import { sweepRegularly } from "./jobs/sweep-regularly.ts";
import { sweep } from "./jobs/sweep.ts";
import { deliverOnce } from "./mail/deliver-once.ts";
import { createSandboxMailOutbox } from "./mail/sandbox-mail-outbox.ts";
import { createSmtpMailOutbox } from "./mail/smtp-mail-outbox.ts";
import { allMigrations } from "./migrations.ts";
import { workerQueues } from "./queues.ts";

export type Worker = {
  readonly app: Hono;
  /** Resolves when what was begun has ended. */
  readonly stopJobs: () => Promise<void>;
  /** Last, when nothing is asked of it any more. */
  readonly close: () => Promise<void>;
};

/** Builds the worker from its settings: migrated database, adapters, running jobs, and the HTTP side. */
export async function composeWorker(env: WorkerEnvironment, log: Logger): Promise<Worker> {
  const database = connect(env.DATABASE_URL, { connectionsMax: 15, applicationName: "evertill-worker" });
  await migrate(database.$client, allMigrations);
  const jobs = await openPgBossJobs({
    database,
    role: "worker",
    onError: (error) => log.error({ err: error }, "job queue"),
    pollingIntervalMs: 500,
  });
  const providers = createProviders(env);
  const rush = watchRush({
    lastOrderNumber: () => lastOrderNumber(database),
    ordersPerSecond: env.RUSH_ORDERS_PER_SECOND,
    atMostMs: env.RUSH_PUTS_OFF_SECONDS * 1_000,
    clock: systemClock,
  });
  const parts = composeParts(env, log, { database, jobs, providers, rush });
  await registerJobs(parts);
  // So that stock and the limits of codes are known from the first minute; as jobs, which are tried until the shop answers.
  await jobs.send(workerQueues.readDiscountLimits, {});
  await jobs.send(workerQueues.reconcileInventory, {});
  await jobs.send(workerQueues.sweepShop, {});
  const sweeping = sweepRegularly(parts);
  const looking = sweepRegularly(parts, { everyMs: 1_000, work: rush.look });
  const app = createApp({
    ...parts,
    paymentProviders: Object.values(providers).map(({ name }) => name),
    shopifyWebhookSecret: env.SHOPIFY_WEBHOOK_SECRET,
    ...(env.EVERTILL_ENV === "production" ? {} : { sweep: () => sweep(parts) }),
  });
  return {
    app,
    stopJobs: async () => {
      await Promise.all([sweeping.stop(), looking.stop()]);
      await jobs.stop();
    },
    close: async () => {
      await database.$client.end();
    },
  };
}

function composeParts(
  env: WorkerEnvironment,
  log: Logger,
  {
    database,
    jobs,
    providers,
    rush,
  }: Pick<JobParts, "database" | "jobs"> & {
    readonly providers: ReturnType<typeof createProviders>;
    readonly rush: Rush;
  },
): JobParts {
  const now = () => new Date();
  const { SHOPIFY_STORE_URL: storeUrl, SHOPIFY_API_VERSION: version } = env;
  const catalog = createCatalog({ storeUrl, version, token: env.SHOPIFY_STOREFRONT_PRIVATE_TOKEN });
  const admin = { storeUrl, apiVersion: version, accessToken: env.SHOPIFY_ADMIN_TOKEN };
  const payments = createPayments({
    database,
    providers,
    // The two know each other: payments tell the till what they learnt, and the till asks them to pay.
    listener: {
      paymentChanged: (news) => till.paymentChanged(news),
      reportWritten: () => jobs.send(workerQueues.reconcileProviders, {}),
    },
    log,
  });
  const till: Till = createTill({
    database,
    payments,
    carts: catalogShopCarts(catalog, {
      onSilence: (error) => log.warn({ err: error }, "the shop is silent"),
    }),
    tax: tableTaxCalculator,
    addressSuggestions: { suggest: async () => [] },
    jobs,
    clock: systemClock,
    checkoutOrigin: env.CHECKOUT_ORIGIN,
  });
  return {
    database,
    jobs,
    payments,
    till,
    orders: createShopifyOrders(admin),
    levels: createShopLevels(admin),
    reports: createReports(env),
    discounts: createShopDiscounts(admin),
    catalog,
    freshness: composeFreshness(env, { database, jobs, catalog, log, now }),
    afterRush: rush,
    mail: deliverOnce(database, composeMail(env), now),
    log,
    now,
    origin: env.CHECKOUT_ORIGIN,
    release: env.RELEASE_ID,
  };
}

function composeMail({ SMTP_URL, SANDBOX_MAIL_URL, MAIL_FROM }: WorkerEnvironment) {
  if (SMTP_URL !== undefined) return createSmtpMailOutbox({ url: SMTP_URL, from: MAIL_FROM });
  return createSandboxMailOutbox(SANDBOX_MAIL_URL ?? "");
}
