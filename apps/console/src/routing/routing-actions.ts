"use server";

import { type Activation, activatePolicy, policyChanges, readPolicies } from "@evertill/payments";
import { revalidatePath } from "next/cache";
import { guardedAction } from "../access/guard.ts";
import { composition } from "../compose.ts";
import { fieldText } from "../frame/field-text.ts";
import { draftPolicy } from "./draft-policy.ts";

export type Preview =
  | { readonly kind: "refused"; readonly problems: readonly string[] }
  | { readonly kind: "same" }
  | {
      readonly kind: "preview";
      /** The policy as it would be put in force. */
      readonly written: string;
      /** What it was compared with. */
      readonly replaces: string | null;
      readonly changes: readonly string[];
    };

/** Says what a policy would change; nothing is changed by it. */
export const previewPolicy = guardedAction(
  "routing.switch",
  async (_visitor, _before: Preview | null, form: FormData): Promise<Preview> => {
    const { database, now } = composition();
    const draft = draftPolicy(form, now());
    if (draft.kind === "refused") return draft;
    const [inForce] = await readPolicies(database);
    const changes = policyChanges(inForce.policy, draft.policy);
    if (changes.length === 0) return { kind: "same" };
    return { kind: "preview", written: JSON.stringify(draft.policy), replaces: inForce.id, changes };
  },
);

export type Switched = Activation | { readonly kind: "no-reason" };

/** Puts a previewed policy in force: here at once, in till and worker within five seconds. */
export const putInForce = guardedAction(
  "routing.switch",
  async (
    visitor,
    preview: { readonly written: string; readonly replaces: string | null },
    _before: Switched | null,
    form: FormData,
  ): Promise<Switched> => {
    const { database, now } = composition();
    const reason = fieldText(form, "reason").trim();
    if (reason === "") return { kind: "no-reason" };
    const { written, replaces } = preview;
    const policy: unknown = JSON.parse(written);
    const done = await activatePolicy(database, {
      written: policy,
      replaces,
      by: visitor.name,
      reason,
      now: now(),
    });
    revalidatePath("/routing");
    return done;
  },
);

/** Puts the policy of before in force again, with one press. */
export const goBack = guardedAction("routing.switch", async (visitor, _form: FormData) => {
  const { database, now } = composition();
  const [inForce, before] = await readPolicies(database, 2);
  if (!before) return;
  await activatePolicy(database, {
    written: before.policy,
    replaces: inForce.id,
    by: visitor.name,
    reason: `Back to version ${before.policy.version}`,
    now: now(),
  });
  revalidatePath("/routing");
});
