import { setDiscountLimits } from "@evertill/checkout";
import { type JobParts, NotYet } from "./parts.ts";

/** Takes over how often the shop's codes may be used, which the till then claims in its own transaction. */
export async function readDiscountLimits({
  database,
  discounts,
  log,
}: Pick<JobParts, "database" | "discounts" | "log">): Promise<void> {
  const answer = await discounts.limits();
  if (answer.kind !== "limits") {
    const reason = answer.kind === "silent" ? answer.reason : answer.reasons.join("; ");
    throw new NotYet("The limits of discount codes are not read yet, the last ones hold", reason);
  }
  await setDiscountLimits(database, answer.limits);
  log.info({ codes: answer.limits.length }, "limits of discount codes read");
}
