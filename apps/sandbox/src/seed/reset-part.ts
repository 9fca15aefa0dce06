import { type Part, routes } from "../http/part.ts";
import { replant } from "./plant-when-empty.ts";

/** `POST /sandbox/reset` forgets everything and plants the seed again. */
export const resetPart: Part = ({ store, now }, folders) =>
  routes().post("/sandbox/reset", async (context) => {
    await replant(store, { folders, now });
    return context.json({ reset: true });
  });
