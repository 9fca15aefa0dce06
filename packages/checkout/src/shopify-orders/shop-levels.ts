import type { Level } from "@evertill/inventory";
import { z } from "zod";
import {
  type AdminAnswer,
  type AdminSettings,
  type AdminTransport,
  createAdminTransport,
} from "./admin-transport.ts";
import { allLevelsDocument, itemLevelsDocument, variantLevelsDocument } from "./documents.ts";
import type { Refused, Silent } from "./order-destination.ts";

/** Reads the shop's stock. */
export interface ShopLevels {
  /** Ids are numeric strings. */
  ofVariants(variantIds: readonly string[]): Promise<LevelsAnswer>;
  /** The variants that share an inventory item, usually one. */
  ofInventoryItem(inventoryItemId: string): Promise<LevelsAnswer>;
  all(): Promise<LevelsAnswer>;
}

export type LevelsAnswer = { readonly kind: "levels"; readonly levels: readonly Level[] } | Refused | Silent;

const inventoryItemSchema = z.object({
  tracked: z.boolean(),
  inventoryLevels: z.object({
    nodes: z.array(
      z.object({
        updatedAt: z.iso.datetime({ offset: true }),
        quantities: z.array(z.object({ quantity: z.int() })),
      }),
    ),
  }),
});
const policySchema = z.object({ id: z.string(), inventoryPolicy: z.enum(["CONTINUE", "DENY"]) });
const variantSchema = policySchema.extend({ inventoryItem: inventoryItemSchema });
const nodesSchema = z.object({ nodes: z.array(variantSchema.nullable()) });
const itemSchema = z.object({
  inventoryItem: inventoryItemSchema
    .extend({ variants: z.object({ nodes: z.array(policySchema) }).nullable() })
    .nullable(),
});
const pageSchema = z.object({
  productVariants: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(variantSchema),
  }),
});

export function createShopLevels(settings: AdminSettings): ShopLevels {
  const ask = createAdminTransport(settings);
  return {
    ofVariants: (variantIds) => readLevelsOfVariants(ask, variantIds),
    async ofInventoryItem(inventoryItemId) {
      const id = `gid://shopify/InventoryItem/${inventoryItemId}`;
      const answer = await ask(itemLevelsDocument, { id }, itemSchema);
      if (answer.kind !== "answered") return answer;
      const { inventoryItem } = answer.data;
      const variants = inventoryItem?.variants?.nodes ?? [];
      return {
        kind: "levels",
        levels: inventoryItem ? variants.map((variant) => levelOf({ ...variant, inventoryItem })) : [],
      };
    },
    all: () => readAll(ask),
  };
}

export async function readLevelsOfVariants(
  ask: AdminTransport,
  variantIds: readonly string[],
): Promise<LevelsAnswer> {
  const ids = variantIds.map((id) => `gid://shopify/ProductVariant/${id}`);
  const answer = await ask(variantLevelsDocument, { ids }, nodesSchema);
  if (answer.kind !== "answered") return answer;
  return {
    kind: "levels",
    levels: answer.data.nodes.flatMap((variant) => (variant ? [levelOf(variant)] : [])),
  };
}

async function readAll(ask: AdminTransport): Promise<LevelsAnswer> {
  const levels: Level[] = [];
  let after: string | null = null;
  do {
    const page = await readPage(ask, after);
    if (page.kind !== "answered") return page;
    const { nodes, pageInfo } = page.data.productVariants;
    levels.push(...nodes.map(levelOf));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return { kind: "levels", levels };
}

function readPage(
  ask: AdminTransport,
  after: string | null,
): Promise<AdminAnswer<z.infer<typeof pageSchema>>> {
  return ask(allLevelsDocument, { after }, pageSchema);
}

/** Available units over all locations, as of the newest change of any. */
function levelOf({ id, inventoryPolicy, inventoryItem }: z.infer<typeof variantSchema>): Level {
  const { tracked, inventoryLevels } = inventoryItem;
  const counts = inventoryLevels.nodes.flatMap(({ quantities }) =>
    quantities.map(({ quantity }) => quantity),
  );
  const times = inventoryLevels.nodes.map(({ updatedAt }) => Date.parse(updatedAt));
  return {
    variantId: id.slice(id.lastIndexOf("/") + 1),
    onHand: counts.reduce((total, count) => total + count, 0),
    asOf: new Date(Math.max(0, ...times)),
    tracked,
    sellsWithoutStock: inventoryPolicy === "CONTINUE",
  };
}
