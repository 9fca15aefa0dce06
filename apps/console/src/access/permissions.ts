/** What somebody is here for. One account has one role. */
export const roles = ["support", "payments", "growth", "release", "admin"] as const;
export type Role = (typeof roles)[number];

/** Everything that can be looked at or pressed, and who may. What is not named here nobody may. */
const allowed = {
  "payments.read": ["support", "payments", "admin"],
  "refunds.give": ["payments", "admin"],
  "breaks.read": ["payments", "admin"],
  "health.read": ["support", "payments", "growth", "release", "admin"],
  "routing.read": ["payments", "release", "admin"],
  "routing.switch": ["payments", "admin"],
  "tasks.read": ["support", "payments", "admin"],
  "tasks.close": ["payments", "admin"],
  "accounts.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof allowed;

export const permissions = Object.keys(allowed) as Permission[];

export function may(role: Role, permission: Permission): boolean {
  return (allowed[permission] as readonly Role[]).includes(role);
}

export function isRole(word: unknown): word is Role {
  return (roles as readonly unknown[]).includes(word);
}
