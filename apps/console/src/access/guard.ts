import { forbidden, redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { Visitor } from "./accounts.ts";
import { may, type Permission } from "./permissions.ts";
import { currentVisitor } from "./visitor.ts";

/** By this a test tells what is guarded, and by which permission. */
export const guardedBy = Symbol("guarded by");

type Guarded = { readonly [guardedBy]: Permission };

/** A page for whoever has the permission: others are sent to sign in, or told that it is not theirs. */
export function guardedPage<Props>(
  permission: Permission,
  render: (visitor: Visitor, props: Props) => Promise<ReactNode>,
): ((props: Props) => Promise<ReactNode>) & Guarded {
  const page = async (props: Props) => render(await admit(permission), props);
  return Object.assign(page, { [guardedBy]: permission });
}

/** A server action for whoever has the permission. Next itself refuses one that another site sends. */
export function guardedAction<Input extends readonly unknown[], Answer>(
  permission: Permission,
  act: (visitor: Visitor, ...input: Input) => Promise<Answer>,
): ((...input: Input) => Promise<Answer>) & Guarded {
  const action = async (...input: Input) => act(await admit(permission), ...input);
  return Object.assign(action, { [guardedBy]: permission });
}

async function admit(permission: Permission): Promise<Visitor> {
  const visitor = await currentVisitor();
  if (!visitor) redirect("/sign-in");
  if (!may(visitor.role, permission)) forbidden();
  return visitor;
}
