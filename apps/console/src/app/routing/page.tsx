import { Button } from "@evertill/design-system";
import { conditionWords, readPolicies, routeWords } from "@evertill/payments";
import type { Metadata } from "next";
import { guardedPage } from "../../access/guard.ts";
import { may } from "../../access/permissions.ts";
import { composition } from "../../compose.ts";
import { Facts } from "../../frame/facts.tsx";
import { When } from "../../frame/when.tsx";
import { PolicyEditor } from "../../routing/policy-editor.tsx";
import { PolicyHistory } from "../../routing/policy-history.tsx";
import { goBack } from "../../routing/routing-actions.ts";

export const metadata: Metadata = { title: "Routing" };

export default guardedPage("routing.read", async (visitor) => {
  const policies = await readPolicies(composition().database);
  const [inForce, before] = policies;
  const maySwitch = may(visitor.role, "routing.switch");
  return (
    <>
      <h1>Routing</h1>
      <Facts
        facts={[
          ["In force", inForce.policy.version],
          ["Since", inForce.at ? <When key="since" at={inForce.at} /> : "it is built in"],
          ["By", inForce.by],
          ["Why", inForce.reason],
        ]}
      />
      <ol className="cs-plain">
        {inForce.policy.rules.map((rule) => (
          <li key={rule.name}>
            “{rule.name}”, {conditionWords(rule)}: {routeWords(rule)}.
          </li>
        ))}
      </ol>
      {maySwitch && before && (
        <form action={goBack}>
          <Button type="submit" variant="secondary">
            Go back to version {before.policy.version}
          </Button>
        </form>
      )}
      {maySwitch && (
        <>
          <h2>Change it</h2>
          <PolicyEditor policy={inForce.policy} key={inForce.id} />
        </>
      )}
      <h2>So far</h2>
      <PolicyHistory policies={policies} />
    </>
  );
});
