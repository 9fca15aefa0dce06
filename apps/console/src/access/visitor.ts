import { headers } from "next/headers";
import { cache } from "react";
import { composition } from "../compose.ts";
import type { Visitor } from "./accounts.ts";

/** Who is asking; read once per request, however many parts of the page ask. */
export const currentVisitor = cache(async (): Promise<Visitor | null> => {
  const sent = await headers();
  return composition().accounts.visitorOf(sent);
});
