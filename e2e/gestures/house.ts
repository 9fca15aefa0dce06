import { required } from "./outside.ts";

type ProcessName = "storefront" | "checkout" | "worker" | "sandbox";

/** Kills a process of the house as a crash would, without a chance to tidy up. */
export async function kill(name: ProcessName): Promise<void> {
  await command(`kill/${name}`);
}

export async function startAgain(name: ProcessName): Promise<void> {
  await command(`start/${name}`);
}

async function command(path: string): Promise<void> {
  const answer = await fetch(`${required("HOUSE_CONTROL_URL")}/${path}`, { method: "POST" });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}
