import type { Accounts } from "./accounts.ts";

export const localEmail = "admin@evertill.example";

/** The account of whoever runs the project on their own machine. Its password follows the setting; nothing else of it is touched. */
export async function openLocalAccount(accounts: Accounts, password: string): Promise<void> {
  const account = { email: localEmail, name: "Local administrator", role: "admin", password } as const;
  const existing = await accounts.find(localEmail);
  if (existing) await accounts.changePassword(existing.id, password);
  else await accounts.open(account);
}
