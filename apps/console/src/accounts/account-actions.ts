"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { guardedAction } from "../access/guard.ts";
import { newPassword } from "../access/new-password.ts";
import { isRole, roles } from "../access/permissions.ts";
import { composition } from "../compose.ts";

const newAccount = z.object({
  email: z.email("Write an email address such as ada@example.com."),
  name: z.string().trim().min(1, "Write a name."),
  role: z.enum(roles, "Choose a role."),
});

export type Opened =
  | { readonly kind: "opened"; readonly email: string; readonly password: string }
  | { readonly kind: "refused"; readonly problem: string };

/** Opens an account; its password is told once, to whoever opened it. */
export const openAccount = guardedAction(
  "accounts.manage",
  async (_visitor, _before: Opened | null, form: FormData): Promise<Opened> => {
    const read = newAccount.safeParse(Object.fromEntries(form));
    if (!read.success) return refused(read.error.issues[0]?.message ?? "Fill in every field.");
    const password = newPassword();
    const account = await composition().accounts.open({ ...read.data, password });
    if (!account) return refused(`${read.data.email} has an account already.`);
    revalidatePath("/accounts");
    return { kind: "opened", email: account.email, password };
  },
);

/** Nobody changes their own role, nor closes their own account: the last administrator could not be brought back. */
export const changeRole = guardedAction("accounts.manage", async (visitor, id: string, form: FormData) => {
  const role = form.get("role");
  if (id === visitor.id || !isRole(role)) return;
  await composition().accounts.changeRole(id, role);
  revalidatePath("/accounts");
});

export const setClosed = guardedAction(
  "accounts.manage",
  async (visitor, id: string, isClosed: boolean, _form: FormData) => {
    if (id === visitor.id) return;
    await composition().accounts.setClosed(id, isClosed);
    revalidatePath("/accounts");
  },
);

function refused(problem: string): Opened {
  return { kind: "refused", problem };
}
