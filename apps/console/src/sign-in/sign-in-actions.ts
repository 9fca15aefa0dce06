"use server";

import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { fieldText } from "../frame/field-text.ts";
import { composition } from "../compose.ts";

/** Tries a password; what is said of a failure is the same for every kind of it. */
export async function signIn(_before: string | null, form: FormData): Promise<string> {
  const credentials = { email: fieldText(form, "email"), password: fieldText(form, "password") };
  const answer = await composition().accounts.signIn(credentials);
  switch (answer.kind) {
    case "refused":
      return "Address or password is wrong.";
    case "too-often":
      return `This account was tried too often. Wait ${answer.waitSeconds} seconds.`;
    case "signed-in":
      await setCookies(answer.cookies);
      return redirect("/");
  }
}

export async function signOut(): Promise<never> {
  await setCookies(await composition().accounts.signOut(await headers()));
  redirect("/sign-in");
}

async function setCookies(lines: readonly string[]): Promise<void> {
  const jar = await cookies();
  for (const [name, attributes] of lines.flatMap((line) => [...parseSetCookieHeader(line)]))
    jar.set(name, attributes.value, toCookieOptions(attributes));
}
