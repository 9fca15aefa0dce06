import { may, type Permission, type Role } from "../access/permissions.ts";

export type Section = { readonly href: string; readonly name: string; readonly permission: Permission };

const sections: readonly Section[] = [
  { href: "/payments", name: "Payments", permission: "payments.read" },
  { href: "/health", name: "Health", permission: "health.read" },
  { href: "/routing", name: "Routing", permission: "routing.read" },
  { href: "/tasks", name: "Tasks", permission: "tasks.read" },
  { href: "/breaks", name: "Breaks", permission: "breaks.read" },
  { href: "/accounts", name: "Accounts", permission: "accounts.manage" },
];

/** What a role finds in the navigation; the first one is where it arrives. */
export function sectionsFor(role: Role): readonly Section[] {
  return sections.filter(({ permission }) => may(role, permission));
}
