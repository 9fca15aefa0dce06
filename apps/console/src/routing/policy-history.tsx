import { type ActivatedPolicy, policyChanges } from "@evertill/payments";
import { Table } from "../frame/table.tsx";
import { When } from "../frame/when.tsx";

/** Policies as they were put in force, newest first, with what each changed. */
export function PolicyHistory({ policies }: { readonly policies: readonly ActivatedPolicy[] }) {
  return (
    <Table
      caption="Policies so far"
      columns={["Version", "Since", "By", "Why", "What it changed"]}
      rows={policies.map(({ id, policy, at, by, reason }, place) => {
        const before = policies[place + 1];
        return {
          key: id ?? "built in",
          cells: [
            policy.version,
            at ? <When key="when" at={at} /> : "built in",
            by ?? "",
            reason ?? "",
            before ? policyChanges(before.policy, policy).join(" ") || "Nothing." : "",
          ],
        };
      })}
    />
  );
}
