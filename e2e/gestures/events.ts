/// <reference lib="dom" />
import type { Page } from "@playwright/test";
import pg from "pg";
import { required } from "./outside.ts";

/** An event as the worker stored it; amounts in minor units. */
export type StoredEvent = {
  name: string;
  consent: string;
  visitor: string | null;
  session: string | null;
  valueMinor: number | null;
  transactionId: string | null;
  campaigns: (string | null)[];
};

const stored = `select name, consent, visitor_id as visitor, session_id as session, value_minor::int as "valueMinor",
  transaction_id as "transactionId",
  array[payload->'firstTouch'->>'utmCampaign', payload->'lastTouch'->>'gclid'] as campaigns from tracking_event`;

/** Under which name this browser's shopper is counted; null without their consent. */
export function visitorOf(page: Page): Promise<string | null> {
  return page.evaluate(() => localStorage.getItem("evertill_visitor"));
}

/** What the worker has stored under a visitor's id. */
export function eventsOfVisitor(visitor: string): Promise<StoredEvent[]> {
  return ask<StoredEvent>(`${stored} where visitor_id = $1`, visitor);
}

/** What was stored for a locale after a moment, whoever it was: ask where nobody else shops meanwhile. */
export function eventsOfLocale(locale: string, since: Date): Promise<StoredEvent[]> {
  return ask<StoredEvent>(`${stored} where locale = $1 and received_at >= $2`, locale, since.toISOString());
}

export function purchasesOf(orderNumber: string): Promise<StoredEvent[]> {
  return ask<StoredEvent>(`${stored} where name = 'purchase' and transaction_id = $1`, orderNumber);
}

/** The order's total in minor units. */
export async function totalOf(orderNumber: string): Promise<number | undefined> {
  const [order] = await ask<{ total: number }>(
    "select total_minor::int as total from placed_order where number = $1",
    orderNumber,
  );
  return order?.total;
}

async function ask<Row extends object>(text: string, ...values: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: required("DATABASE_URL") });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
