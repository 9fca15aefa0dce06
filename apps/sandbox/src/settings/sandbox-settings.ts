import type { Store } from "../store/store.ts";

/** How the stand-ins behave where real shops and real shoppers differ. Changed on the control page. */
export type SandboxSettings = {
  /** Trial and development stores may create five orders per minute. */
  readonly developmentStore: boolean;
  /** How long a new order stays invisible to the order search. */
  readonly searchLagMs: number;
  /** Whether browsers have a wallet: Apple Pay on Apple's devices, Google Pay on all others. */
  readonly testWallet: boolean;
};

const defaults: SandboxSettings = { developmentStore: false, searchLagMs: 2_000, testWallet: true };
const kind = "settings";
const id = "sandbox";

export function settingsOf(store: Store): SandboxSettings {
  return { ...defaults, ...store.collection<SandboxSettings & { id: string }>(kind).get(id) };
}

export function changeSettings(store: Store, change: Partial<SandboxSettings>): SandboxSettings {
  const { id: _, ...settings } = store
    .collection<SandboxSettings & { id: string }>(kind)
    .put({ id, ...settingsOf(store), ...change });
  return settings;
}
