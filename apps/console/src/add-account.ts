import { isRole, roles } from "./access/permissions.ts";
import { newPassword } from "./access/new-password.ts";
import { composition } from "./compose.ts";

/** Opens an account from the command line, the first one of an installation above all, and tells its password once. */
const [email = "", role = ""] = process.argv.slice(2);
if (!email.includes("@") || !isRole(role)) {
  console.error(
    `Say whose and which: node apps/console/src/add-account.ts ada@example.com ${roles.join("|")}`,
  );
  process.exit(1);
}
const { accounts, database } = composition();
const password = newPassword();
const account = await accounts.open({ email, role, password, name: email.split("@")[0] ?? email });
await database.$client.end();
if (!account) {
  console.error(
    `${email} has an account already. An administrator changes its role or password in the console.`,
  );
  process.exit(1);
}
console.log(`${email} may sign in as ${role} with ${password}`);
