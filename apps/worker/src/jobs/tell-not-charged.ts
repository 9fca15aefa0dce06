import { findCheckoutById, notChargedMail, type NotChargedJob } from "@evertill/checkout";
import type { JobParts } from "./parts.ts";

/** Writes the mail that a page promised of a payment nobody knew of: nothing was charged. Not of a checkout that is paid since. */
export async function tellNotCharged(
  { database, origin, mail }: Pick<JobParts, "database" | "origin" | "mail">,
  job: NotChargedJob,
): Promise<void> {
  const checkout = await findCheckoutById(database, job.checkoutId);
  if (!checkout) throw new Error(`There is no checkout ${job.checkoutId} to write about`);
  const letter = notChargedMail(checkout, job, { origin });
  if (letter) await mail.deliver({ id: `not-charged-${job.tryId}`, ...letter });
}
