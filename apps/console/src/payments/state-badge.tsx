import { Badge } from "@evertill/design-system";
import { type PaymentSummary, stateTitles } from "@evertill/payments";

const tones = {
  created: "plain",
  sent: "brass",
  requires_action: "brass",
  unknown: "clay",
  authorized: "moss",
  captured: "moss",
  declined: "plain",
  voided: "plain",
  expired: "plain",
} as const satisfies Record<PaymentSummary["state"], "plain" | "brass" | "clay" | "moss">;

export function StateBadge({ state }: { readonly state: PaymentSummary["state"] }) {
  return <Badge tone={tones[state]}>{stateTitles[state]}</Badge>;
}
