import type { Role } from "./permissions.ts";

/** Who is signed in. */
export type Visitor = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
};

export type Account = Visitor & { readonly createdAt: Date; readonly isClosed: boolean };

export type SignIn =
  /** Values of `Set-Cookie`, to be sent to the browser. */
  | { readonly kind: "signed-in"; readonly cookies: readonly string[] }
  /** Address or password is wrong, or the account is closed: which of them is not told. */
  | { readonly kind: "refused" }
  | { readonly kind: "too-often"; readonly waitSeconds: number };

/** The local accounts of the console and their sessions. Methods reject when the database does. */
export interface Accounts {
  /** Whose session the request's cookies belong to; null when it is nobody's, over, or the account was closed. */
  visitorOf(headers: Headers): Promise<Visitor | null>;
  /** Tries one password. An account that is guessed at rests for a minute after five tries, whoever guesses. */
  signIn(credentials: { readonly email: string; readonly password: string }): Promise<SignIn>;
  /** Ends the session here and now; answers values of `Set-Cookie` that make the browser forget it. */
  signOut(headers: Headers): Promise<readonly string[]>;
  /** All accounts, by name. */
  list(): Promise<readonly Account[]>;
  find(email: string): Promise<Account | null>;
  /** Opens an account; null when the address has one. */
  open(account: {
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly password: string;
  }): Promise<Account | null>;
  /** From the next request on; false when there is no such account. */
  changeRole(id: string, role: Role): Promise<boolean>;
  /** Replaces the password, unless it is that already, and ends every session of the account; false when there is no such account. */
  changePassword(id: string, password: string): Promise<boolean>;
  /** A closed account cannot sign in and its sessions end; its name stays beside what it did. */
  setClosed(id: string, isClosed: boolean): Promise<boolean>;
}
