import { z } from "zod";
import type { DiscountLimit } from "../ports/till-store.ts";
import {
  type AdminAnswer,
  type AdminSettings,
  type AdminTransport,
  createAdminTransport,
} from "./admin-transport.ts";
import { discountCodesDocument, discountLimitsDocument } from "./documents.ts";
import type { Refused, Silent } from "./order-destination.ts";

/** Reads how often the shop's discount codes may be used. */
export interface ShopDiscounts {
  /** Every code with a limit; one that is missing has none. */
  limits(): Promise<DiscountLimitsAnswer>;
}

export type DiscountLimitsAnswer =
  | { readonly kind: "limits"; readonly limits: readonly DiscountLimit[] }
  | Refused
  | Silent;

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const codesSchema = z.object({ pageInfo, nodes: z.array(z.object({ code: z.string() })) });
const nodeSchema = z.object({
  id: z.string(),
  // An app's own kind of discount may leave these out.
  codeDiscount: z.object({
    usageLimit: z.int().nullish(),
    asyncUsageCount: z.int().nullish(),
    appliesOncePerCustomer: z.boolean().nullish(),
    codes: codesSchema.nullish(),
  }),
});
const pageSchema = z.object({ codeDiscountNodes: z.object({ pageInfo, nodes: z.array(nodeSchema) }) });
const moreSchema = z.object({ codeDiscountNode: nodeSchema.pick({ codeDiscount: true }).nullable() });

type DiscountNode = z.infer<typeof nodeSchema>;
type Page = z.infer<typeof pageSchema>["codeDiscountNodes"];
type Codes = z.infer<typeof codesSchema>;

/**
 * The limits over the Admin API. What the shop's other doors have used already is taken off; orders we create there carry a
 * fixed discount and are not counted by it. A discount with several codes has its limit at each of them.
 */
export function createShopDiscounts(settings: AdminSettings): ShopDiscounts {
  const ask = createAdminTransport(settings);
  return { limits: () => readLimits(ask) };
}

async function readLimits(ask: AdminTransport): Promise<DiscountLimitsAnswer> {
  const limits: DiscountLimit[] = [];
  let after: string | null = null;
  do {
    const page: AdminAnswer<z.infer<typeof pageSchema>> = await ask(
      discountLimitsDocument,
      { after },
      pageSchema,
    );
    if (page.kind !== "answered") return page;
    const { nodes, pageInfo: position }: Page = page.data.codeDiscountNodes;
    for (const node of nodes.filter(isLimited)) {
      const codes = await readCodes(ask, node);
      if (!Array.isArray(codes)) return codes;
      limits.push(...codes.map((code) => limitOf(code, node)));
    }
    after = position.hasNextPage ? position.endCursor : null;
  } while (after !== null);
  return { kind: "limits", limits };
}

function isLimited({ codeDiscount }: DiscountNode): boolean {
  return codeDiscount.usageLimit != null || codeDiscount.appliesOncePerCustomer === true;
}

function limitOf(code: string, { codeDiscount }: DiscountNode): DiscountLimit {
  const { usageLimit, asyncUsageCount, appliesOncePerCustomer } = codeDiscount;
  return {
    code: code.toUpperCase(),
    usageLimit: usageLimit == null ? null : Math.max(0, usageLimit - (asyncUsageCount ?? 0)),
    oncePerCustomer: appliesOncePerCustomer ?? false,
  };
}

async function readCodes(
  ask: AdminTransport,
  { id, codeDiscount }: DiscountNode,
): Promise<string[] | Refused | Silent> {
  const found: string[] = [];
  let codes: Codes | null | undefined = codeDiscount.codes;
  while (codes) {
    found.push(...codes.nodes.map(({ code }) => code));
    if (!codes.pageInfo.hasNextPage) break;
    const more: AdminAnswer<z.infer<typeof moreSchema>> = await ask(
      discountCodesDocument,
      { id, after: codes.pageInfo.endCursor },
      moreSchema,
    );
    if (more.kind !== "answered") return more;
    codes = more.data.codeDiscountNode?.codeDiscount.codes;
  }
  return found;
}
