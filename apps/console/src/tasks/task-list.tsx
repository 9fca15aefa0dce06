import { Badge } from "@evertill/design-system";
import Link from "next/link";
import { age } from "../frame/age.ts";
import { Facts } from "../frame/facts.tsx";
import { When } from "../frame/when.tsx";
import { CloseForm } from "./close-form.tsx";
import type { Task } from "./task.ts";
import { plainly, written } from "./task-words.ts";

export function TaskList({
  tasks,
  mayClose,
  now,
}: {
  readonly tasks: readonly Task[];
  readonly mayClose: boolean;
  readonly now: Date;
}) {
  return (
    <ul className="cs-tasks">
      {tasks.map((task) => (
        <li key={`${task.source} ${task.id}`}>
          <h3>{task.summary}</h3>
          <Facts
            facts={[
              [
                "Kind",
                <Badge key="kind" tone="brass">
                  {plainly(task.kind)}
                </Badge>,
              ],
              ["Opened", <Opened key="opened" at={task.openedAt} now={now} />],
              ["About", <Subject key="subject" task={task} />],
              ["Shopper", task.email],
              ...detailsOf(task),
              ["Closed", task.closed ? <When key="closed" at={task.closed.at} /> : null],
              ["By", task.closed?.by ?? null],
              ["Found", task.closed?.note ?? null],
            ]}
          />
          {mayClose && task.closed === null && <CloseForm source={task.source} id={task.id} />}
        </li>
      ))}
    </ul>
  );
}

function Opened({ at, now }: { readonly at: Date; readonly now: Date }) {
  return (
    <>
      <When at={at} />, {age(at, now)} ago
    </>
  );
}

/** Leads to the payment by whatever id the task names, or to the breaks of a day. */
function Subject({ task }: { readonly task: Task }) {
  if (task.kind.startsWith("reconciliation-")) return <Link href="/breaks">{task.subject}</Link>;
  const { reference, order, number } = task.details;
  const known = [reference, order, number].find((id) => typeof id === "string") ?? task.subject;
  return <Link href={`/payments?q=${encodeURIComponent(known)}`}>{known}</Link>;
}

/** What else is known; the payment's id is said already. */
function detailsOf({ details }: Task): (readonly [string, string])[] {
  return Object.entries(details).flatMap(([name, value]) =>
    name === "reference" || value === null
      ? []
      : [[name.replaceAll(/(?=[A-Z])/g, " ").toLowerCase(), written(value)] as const],
  );
}
