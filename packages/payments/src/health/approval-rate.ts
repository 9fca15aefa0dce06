/** What banks decided at a provider: how often they were asked, and how often they approved. */
export type Approvals = { readonly asked: number; readonly approved: number };

export type ApprovalRate = "usual" | "below-usual" | "unknown";

const samplesMin = 50;
/** Two-sided 95 %. */
const z = 1.96;

/**
 * Compares the last hours with the days before. It is below the usual only where the whole interval of the one lies below
 * the whole interval of the other (Wilson's score intervals), so that chance and small numbers move nobody.
 */
export function compareApprovals(recent: Approvals, baseline: Approvals): ApprovalRate {
  if (recent.asked < samplesMin || baseline.asked < samplesMin) return "unknown";
  return wilson(recent).upper < wilson(baseline).lower ? "below-usual" : "usual";
}

/** Bounds of a share, 0 to 1 (Wilson 1927). */
export function wilson({ asked, approved }: Approvals): { readonly lower: number; readonly upper: number } {
  if (asked === 0) return { lower: 0, upper: 1 };
  const share = approved / asked;
  const centre = share + z ** 2 / (2 * asked);
  const spread = z * Math.sqrt((share * (1 - share)) / asked + z ** 2 / (4 * asked ** 2));
  const scale = 1 + z ** 2 / asked;
  return { lower: (centre - spread) / scale, upper: (centre + spread) / scale };
}
