"use server";

import { revalidatePath } from "next/cache";
import { guardedAction } from "../access/guard.ts";
import { composition } from "../compose.ts";
import { fieldText } from "../frame/field-text.ts";
import { closeTaskOf, type Task } from "./task.ts";

/** Closes a task with a note; answers what stands in the way, or null. */
export const close = guardedAction(
  "tasks.close",
  async (
    visitor,
    { source, id }: Pick<Task, "source" | "id">,
    _before: string | null,
    form: FormData,
  ): Promise<string | null> => {
    const note = fieldText(form, "note").trim();
    if (note === "") return "Say what you found and did, for whoever looks at it next.";
    const { database, now } = composition();
    const closed = await closeTaskOf(database, source, { id, by: visitor.name, note, now: now() });
    if (!closed) return "Somebody else closed it meanwhile.";
    revalidatePath("/tasks");
    return null;
  },
);
