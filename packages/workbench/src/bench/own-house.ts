import { join } from "node:path";
import { type House, openHouse, takeEmptyFolder } from "../house.ts";
import { freePorts, readSettings, root, type Settings } from "../settings.ts";

/** A house that nobody else uses, on an empty folder under `.evertill` and on free ports, whatever keys are set. */
export async function openOwnHouse(
  name: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ house: House; settings: Settings }> {
  const folder = join(root, ".evertill", name);
  await takeEmptyFolder(folder);
  const settings = readSettings({ ...(await freePorts()), ...variables }, folder);
  const house = await openHouse(settings, { say: (line) => console.log(`• ${line}`), restart: false });
  return { house, settings };
}
