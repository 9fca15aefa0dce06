import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentVisitor } from "../../access/visitor.ts";
import { SignInForm } from "../../sign-in/sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await currentVisitor()) redirect("/");
  return (
    <div className="cs-words">
      <h1>Sign in</h1>
      <SignInForm />
    </div>
  );
}
