import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { StripeAccount } from "../stripe-account.ts";

export function browserRoutes(_account: StripeAccount): Hono<{ Bindings: HttpBindings }> {
  return new Hono<{ Bindings: HttpBindings }>();
}
