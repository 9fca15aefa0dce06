import { join } from "node:path";

const app = join(import.meta.dirname, "..");

/** Where the sandbox reads and keeps files. */
export type Folders = {
  /** What it sells when its database is empty. */
  readonly seed: string;
  /** Made at run time and ignored by git: the certificate, imported pictures. */
  readonly state: string;
};

export const folders: Folders = {
  seed: join(app, "seed"),
  state: join(app, "../../.evertill/sandbox"),
};

/** Folders that hold pictures, the first one winning. */
export function imageFolders({ seed, state }: Folders): readonly string[] {
  return [join(seed, "images"), join(state, "images")];
}
