import type { StateName } from "./attempt.ts";

/** Every way an attempt can go on. The database repeats the guard: an update names the state it leaves. */
export const transitions = {
  created: ["sent", "declined", "voided"],
  sent: ["requires_action", "unknown", "authorized", "declined", "voided", "expired"],
  requires_action: ["sent", "unknown", "authorized", "declined", "voided", "expired"],
  unknown: ["requires_action", "authorized", "declined", "voided", "expired"],
  authorized: ["captured", "voided", "expired"],
  captured: [],
  declined: [],
  voided: [],
  expired: [],
} as const satisfies Record<StateName, readonly StateName[]>;

/** States in which the attempt has taken money or still could: at most one attempt of a payment is in one of them. */
export const liveStates = [
  "created",
  "sent",
  "requires_action",
  "unknown",
  "authorized",
  "captured",
] as const satisfies readonly StateName[];

export function mayGo(from: StateName, to: StateName): boolean {
  return (transitions[from] as readonly StateName[]).includes(to);
}

export function isLive({ state }: { readonly state: StateName }): boolean {
  return (liveStates as readonly StateName[]).includes(state);
}
