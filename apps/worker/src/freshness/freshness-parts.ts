import type { Catalog } from "@evertill/catalog";
import type { Database, Jobs } from "@evertill/database";
import type { EdgePurge } from "@evertill/edge/purge";
import type { PaymentLog } from "@evertill/payments";
import type { StorefrontProcess } from "./storefronts.ts";
import type { Turns } from "./turns.ts";

/** What keeps pages fresh works with. */
export type FreshnessParts = {
  readonly database: Database;
  readonly jobs: Pick<Jobs, "send" | "redrive">;
  readonly catalog: Pick<
    Catalog,
    "getVersion" | "listVersions" | "getMenu" | "getShop" | "getPolicies" | "listPageHandles" | "getPage"
  >;
  /** Every live process of the storefront; empty where none may be told. */
  readonly storefronts: readonly StorefrontProcess[];
  /** Null where no edge keeps pages. */
  readonly edge: {
    readonly purge: EdgePurge;
    /** Asks for a page as shoppers do, so that the next one finds the new one. */
    readonly ask: (page: string) => Promise<void>;
  } | null;
  readonly turns: Turns;
  readonly log: PaymentLog;
  readonly now: () => Date;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
};
