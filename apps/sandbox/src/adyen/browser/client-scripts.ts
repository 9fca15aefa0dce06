import { join } from "node:path";
import { joinedOnce } from "../../http/join-script.ts";

/** Scripts that the sandbox's Adyen sends to browsers. */
export const clientScripts = joinedOnce(join(import.meta.dirname, "client"), {
  fields: "fields/main.ts",
  notify: "notify/main.ts",
});
