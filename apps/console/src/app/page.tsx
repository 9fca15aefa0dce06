import { redirect } from "next/navigation";
import { currentVisitor } from "../access/visitor.ts";
import { sectionsFor } from "../frame/sections.ts";

/** Sends everybody where their work is. */
export default async function Start(): Promise<never> {
  const visitor = await currentVisitor();
  redirect((visitor && sectionsFor(visitor.role)[0]?.href) ?? "/sign-in");
}
