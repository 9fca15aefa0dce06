import type { Metadata } from "next";
import { guardedPage } from "../../access/guard.ts";
import { may } from "../../access/permissions.ts";
import { composition } from "../../compose.ts";
import { readClosedTasks, readOpenTasks } from "../../tasks/task.ts";
import { TaskList } from "../../tasks/task-list.tsx";

export const metadata: Metadata = { title: "Tasks" };

export default guardedPage("tasks.read", async (visitor) => {
  const { database, now } = composition();
  const [open, closed] = await Promise.all([readOpenTasks(database), readClosedTasks(database)]);
  const mayClose = may(visitor.role, "tasks.close");
  return (
    <>
      <h1>Tasks</h1>
      {open.length === 0 && <p className="cs-empty">Nobody is waiting for a person.</p>}
      <TaskList tasks={open} mayClose={mayClose} now={now()} />
      {closed.length > 0 && (
        <details className="cs-details">
          <summary>Closed last ({closed.length})</summary>
          <TaskList tasks={closed} mayClose={false} now={now()} />
        </details>
      )}
    </>
  );
});
