import { join } from "node:path";
import { joinedOnce } from "../../http/join-script.ts";

/** Scripts that the sandbox's PayPal sends to browsers. */
export const clientScripts = joinedOnce(join(import.meta.dirname, "client"), {
  core: "core/main.ts",
  approval: "approval/main.ts",
});
