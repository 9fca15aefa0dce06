import { createHash } from "node:crypto";
import type { Database } from "@evertill/database";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { admin } from "better-auth/plugins";
import { adminAc, userAc } from "better-auth/plugins/admin/access";
import type { Account, Accounts, SignIn } from "./accounts.ts";
import { isRole, type Role, roles } from "./permissions.ts";

const sessionSeconds = 12 * 60 * 60;
export const tries = { max: 5, windowSeconds: 60 } as const;
const triedHeader = "x-console-account";

/** What the library is told; a test holds our migration against the tables that follow from it. */
export function betterAuthOptions({ database, origin, secret, say }: AccountsParts) {
  return {
    appName: "console",
    database: database.$client,
    baseURL: origin,
    secret,
    telemetry: { enabled: false },
    logger: { log: (level, message) => say(level, message) },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    plugins: [admin({ defaultRole: "support", roles: managers })],
    // Asked of the database each time: who is closed or gets another role is so at the next request.
    session: { modelName: "console_session", expiresIn: sessionSeconds, disableSessionRefresh: true },
    user: { modelName: "console_user" },
    account: { modelName: "console_account" },
    verification: { modelName: "console_verification" },
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "console_rate_limit",
      customRules: { "/sign-in/email": { window: tries.windowSeconds, max: tries.max } },
    },
    advanced: {
      cookiePrefix: "console",
      useSecureCookies: origin.startsWith("https:"),
      ipAddress: { ipAddressHeaders: [triedHeader], ipv6Subnet: 128 },
    },
  } satisfies BetterAuthOptions;
}

/** The library's own rights, which are about accounts only; what a role may see and press is in `permissions.ts`. */
const managers = Object.fromEntries(
  roles.map((role) => [role, role === "admin" ? adminAc : userAc]),
) as Record<Role, typeof userAc>;

export type AccountsParts = {
  readonly database: Database;
  /** Where browsers find the console: cookies are `Secure` when it is https. */
  readonly origin: string;
  /** Signs the cookies. */
  readonly secret: string;
  /** Hears what goes wrong at sign-in, without addresses and passwords. */
  readonly say: (level: "debug" | "info" | "warn" | "error", message: string) => void;
};

/**
 * Accounts by better-auth, in tables of the console's own. None of its HTTP endpoints is offered to the outside: sign-in is sent through its
 * router from here, because only there it counts tries. Auth.js lost, since it leaves passwords to whoever uses it.
 */
export function createBetterAuthAccounts(parts: AccountsParts): Accounts {
  const auth = betterAuth(betterAuthOptions(parts));
  const store = async () => (await auth.$context).internalAdapter;

  async function all(): Promise<readonly Account[]> {
    const users = await (await store()).listUsers(1_000, 0, { field: "name", direction: "asc" });
    return users.map(accountOf);
  }

  return {
    async visitorOf(headers) {
      const found = await auth.api.getSession({ headers });
      if (!found) return null;
      const { isClosed, createdAt: _, ...visitor } = accountOf(found.user);
      return isClosed ? null : visitor;
    },

    async signIn({ email, password }) {
      const answer = await auth.handler(
        new Request(`${parts.origin}/api/auth/sign-in/email`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            origin: parts.origin,
            [triedHeader]: addressOf(email),
          },
          body: JSON.stringify({ email, password }),
        }),
      );
      return signInOf(answer);
    },

    async signOut(headers) {
      const { headers: answer } = await auth.api.signOut({ headers, returnHeaders: true });
      return answer.getSetCookie();
    },

    list: all,

    async find(email) {
      const found = await (await store()).findUserByEmail(email.toLowerCase());
      return found ? accountOf(found.user) : null;
    },

    async open({ email, name, role, password }) {
      if (await (await store()).findUserByEmail(email.toLowerCase())) return null;
      const { user } = await auth.api.createUser({ body: { email, name, password, role } });
      return accountOf(user);
    },

    async changeRole(id, role) {
      return Boolean(await (await store()).updateUser(id, { role }));
    },

    async changePassword(id, password) {
      const context = await auth.$context;
      const login = await context.internalAdapter.findCredentialAccount(id);
      if (!login?.password) return false;
      if (await context.password.verify({ hash: login.password, password })) return true;
      await context.internalAdapter.updatePassword(id, await context.password.hash(password));
      await context.internalAdapter.deleteUserSessions(id);
      return true;
    },

    async setClosed(id, isClosed) {
      const accounts = await store();
      const changed = await accounts.updateUser(id, { banned: isClosed });
      if (isClosed) await accounts.deleteUserSessions(id);
      return Boolean(changed);
    },
  };
}

type User = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: Date;
  readonly role?: string | null | undefined;
  readonly banned?: boolean | null | undefined;
};

function accountOf(user: User): Account {
  const { id, name, email, createdAt } = user;
  // A word in the database that is no role (any more) gives the least there is.
  const role = isRole(user.role) ? user.role : "support";
  return { id, name, email, role, createdAt, isClosed: user.banned === true };
}

function signInOf(answer: Response): SignIn {
  if (answer.ok) return { kind: "signed-in", cookies: answer.headers.getSetCookie() };
  if (answer.status !== 429) return { kind: "refused" };
  return {
    kind: "too-often",
    waitSeconds: Number(answer.headers.get("x-retry-after") ?? tries.windowSeconds),
  };
}

/**
 * The library counts tries by network address, which whoever guesses can make up in a header. What is counted here is the account
 * that is guessed at: its digest, in the form of an address of the range that belongs to nobody (RFC 4193).
 */
function addressOf(email: string): string {
  const digest = createHash("sha256").update(email.trim().toLowerCase()).digest("hex").slice(0, 28);
  return ["fd00", ...(digest.match(/.{4}/g) ?? [])].join(":");
}
