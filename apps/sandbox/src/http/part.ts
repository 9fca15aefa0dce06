import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { SandboxContext } from "../context.ts";
import type { Folders } from "../folders.ts";

/** Requests reach a part with node's raw request and answer beside them, for faults to act on. */
export type SandboxHono = Hono<{ Bindings: HttpBindings }>;

/** A piece of the sandbox's Shopify address: its routes are mounted at the root. */
export type Part = (context: SandboxContext, folders: Folders) => SandboxHono;

/** An empty set of routes. */
export function routes(): SandboxHono {
  return new Hono<{ Bindings: HttpBindings }>();
}

/** A stand-in with an address of its own. */
export type StandIn = (context: SandboxContext) => Promise<RunningStandIn>;

/** `url` is where it listens, without a trailing slash; empty for one that only sends. */
export type RunningStandIn = { readonly url: string; close(): Promise<void> };
