import { z } from "zod";

/**
 * One line of what a person typed: composed letters, single spaces, no invisible marks around or within. Refuses what no
 * keyboard writes and no database keeps (control characters, half a surrogate pair).
 */
export function line(lengthMax: number) {
  return z
    .string()
    .overwrite(plain)
    .max(lengthMax)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), {
      error: "holds a character that cannot be read",
    });
}

/** The same, with at least one character that can be seen. */
export function filled(lengthMax: number, missing: string) {
  return line(lengthMax).min(1, missing);
}

/** Zero-width spaces and marks that turn the direction of writing; joiners belong to some scripts and stay. */
const invisible = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu;

function plain(text: string): string {
  return text.normalize("NFC").replaceAll(invisible, "").replaceAll(/\s+/gu, " ").trim();
}
