import { formatMoney } from "@evertill/money";
import { providerTitles } from "@evertill/payments";
import { age } from "../frame/age.ts";
import { Facts } from "../frame/facts.tsx";
import { When } from "../frame/when.tsx";
import type { PaymentStory } from "./payment-story.ts";
import { StateBadge } from "./state-badge.tsx";

/** Where the payment stands, at a glance. */
export function PaymentFacts({ story, now }: { readonly story: PaymentStory; readonly now: Date }) {
  const { record, checkout } = story;
  const newest = record.attempts.at(-1)?.attempt;
  const order = checkout?.order;
  return (
    <Facts
      facts={[
        ["Shopper", checkout?.email ?? "unknown"],
        ["Locale", checkout?.locale ?? "unknown"],
        ["Checkout", checkout ? checkout.state : "unknown"],
        ["Order", order ? <When key="placed" at={order.placedAt} /> : "none was placed"],
        [
          "Captured",
          order ? `${formatMoney(order.captured, "en-GB")} of ${formatMoney(order.total, "en-GB")}` : null,
        ],
        ["Provider", newest ? providerTitles[newest.provider] : "none was asked"],
        ["State", newest ? <State key="state" state={newest.state} since={newest.since} now={now} /> : null],
        [
          "Known there as",
          newest?.providerReference ? <code key="there">{newest.providerReference}</code> : null,
        ],
        ["Payment", <code key="reference">{record.reference}</code>],
      ]}
    />
  );
}

function State({
  state,
  since,
  now,
}: {
  readonly state: Parameters<typeof StateBadge>[0]["state"];
  readonly since: Date;
  readonly now: Date;
}) {
  return (
    <>
      <StateBadge state={state} /> for {age(since, now)}
    </>
  );
}
