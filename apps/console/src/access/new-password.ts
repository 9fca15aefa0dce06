import { randomBytes } from "node:crypto";

/** 120 random bits, in letters and digits that can be read out. */
export function newPassword(): string {
  return randomBytes(15).toString("hex").match(/.{6}/g)?.join("-") ?? "";
}
