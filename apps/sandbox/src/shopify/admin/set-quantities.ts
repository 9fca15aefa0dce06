import type { SandboxContext } from "../../context.ts";
import { gid, idOf } from "../gid.ts";
import { kinds, type VariantDocument } from "../model.ts";
import { changeStock, locationId } from "../stock/change-stock.ts";
import { inventoryItemView } from "./views.ts";

export type SetQuantities = {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  quantities: {
    inventoryItemId: string;
    locationId: string;
    quantity: number;
    changeFromQuantity?: number | null;
  }[];
};
export type AdjustQuantities = {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  changes: {
    inventoryItemId: string;
    locationId: string;
    delta: number;
    changeFromQuantity?: number | null;
  }[];
};

// Admin API 2026-04, "inventorySetQuantities": the quantity that may be set, and its bounds.
const quantityMax = 1_000_000_000;
const reasons = [
  "correction",
  "cycle_count_available",
  "damaged",
  "movement_created",
  "movement_updated",
  "movement_received",
  "movement_canceled",
  "other",
  "promotion",
  "quality_control",
  "received",
  "reservation_created",
  "reservation_deleted",
  "reservation_updated",
  "restock",
  "safety_stock",
  "shrinkage",
];

type Wanted = { readonly variant: VariantDocument; readonly available: number };
type Refusal = { readonly field: readonly string[]; readonly message: string; readonly code: string };

/** `inventorySetQuantities`: all of the quantities or none. Each must say what it changes from, or null to not care. */
export function setQuantities(context: SandboxContext, input: SetQuantities) {
  const known = ["available", "on_hand"].includes(input.name);
  if (!known)
    return refuse({
      field: ["input", "name"],
      message: "The quantity name must be either 'available' or 'on_hand'.",
      code: "INVALID_NAME",
    });
  const plan = planAll(context, input, input.quantities, (quantity, { inventory }) => {
    if (quantity.changeFromQuantity === undefined)
      return {
        code: "COMPARE_QUANTITY_REQUIRED",
        message: "The changeFromQuantity argument is required",
        at: "changeFromQuantity",
      };
    const current = input.name === "on_hand" ? inventory.onHand : inventory.onHand - inventory.committed;
    if (quantity.changeFromQuantity !== null && quantity.changeFromQuantity !== current) {
      return {
        code: "CHANGE_FROM_QUANTITY_STALE",
        message: "The specified quantity is not the persisted quantity.",
        at: "changeFromQuantity",
      };
    }
    if (quantity.quantity < 0)
      return {
        code: "INVALID_QUANTITY_NEGATIVE",
        message: "The quantity can't be negative.",
        at: "quantity",
      };
    if (quantity.quantity > quantityMax)
      return {
        code: "INVALID_QUANTITY_TOO_HIGH",
        message: "The quantity can't be higher than 1,000,000,000.",
        at: "quantity",
      };
    return input.name === "on_hand" ? quantity.quantity - inventory.committed : quantity.quantity;
  });
  return apply(context, input, plan);
}

/** `inventoryAdjustQuantities` of the available quantity. */
export function adjustQuantities(context: SandboxContext, input: AdjustQuantities) {
  if (input.name !== "available")
    return refuse({
      field: ["input", "name"],
      message: "The sandbox adjusts the quantity 'available'.",
      code: "INVALID_QUANTITY_NAME",
    });
  const plan = planAll(context, input, input.changes, (change, { inventory }) => {
    const current = inventory.onHand - inventory.committed;
    const stale = change.changeFromQuantity != null && change.changeFromQuantity !== current;
    if (stale)
      return {
        code: "CHANGE_FROM_QUANTITY_STALE",
        message: "The specified quantity is not the persisted quantity.",
        at: "changeFromQuantity",
      };
    return current + change.delta;
  });
  return apply(context, input, plan);
}

function planAll<Row extends { inventoryItemId: string; locationId: string }>(
  context: SandboxContext,
  { reason }: { reason: string },
  rows: readonly Row[],
  judge: (row: Row, variant: VariantDocument) => number | { code: string; message: string; at: string },
): Wanted[] | Refusal {
  if (!reasons.includes(reason))
    return {
      field: ["input", "reason"],
      message: "The specified reason is invalid.",
      code: "INVALID_REASON",
    };
  const wanted: Wanted[] = [];
  for (const [index, row] of rows.entries()) {
    const field = ["input", "quantities", String(index)];
    const itemId = idOf("InventoryItem", row.inventoryItemId);
    const variant = context.store
      .collection<VariantDocument>(kinds.variant)
      .all()
      .find(({ inventory }) => inventory.itemId === itemId);
    if (!variant)
      return {
        field: [...field, "inventoryItemId"],
        message: "The specified inventory item could not be found.",
        code: "INVALID_INVENTORY_ITEM",
      };
    if (idOf("Location", row.locationId) !== locationId) {
      return {
        field: [...field, "locationId"],
        message: "The specified location could not be found.",
        code: "INVALID_LOCATION",
      };
    }
    const judged = judge(row, variant);
    if (typeof judged === "object")
      return { field: [...field, judged.at], message: judged.message, code: judged.code };
    wanted.push({ variant, available: judged });
  }
  return wanted;
}

function apply(
  context: SandboxContext,
  { reason, referenceDocumentUri }: { reason: string; referenceDocumentUri?: string | null },
  plan: Wanted[] | Refusal,
) {
  if (!Array.isArray(plan)) return refuse(plan);
  const changes = plan
    .map(({ variant, available }) => ({
      variant,
      available,
      delta: available - (variant.inventory.onHand - variant.inventory.committed),
    }))
    .filter(({ delta }) => delta !== 0)
    .flatMap(({ variant, available, delta }) => {
      const changed = changeStock(context, variant, { onHand: available + variant.inventory.committed });
      const quantityAfterChange = { available, on_hand: changed.inventory.onHand };
      return (["available", "on_hand"] as const).map((name) => ({
        name,
        delta,
        quantityAfterChange: quantityAfterChange[name],
        item: inventoryItemView(changed),
      }));
    });
  const group = {
    id: gid("InventoryAdjustmentGroup", String(context.store.next("adjustment-group", 80_000_000_001))),
    createdAt: context.now().toISOString(),
    reason,
    referenceDocumentUri: referenceDocumentUri ?? null,
    changes,
  };
  return { inventoryAdjustmentGroup: changes.length > 0 ? group : null, userErrors: [] };
}

function refuse(refusal: Refusal) {
  return { inventoryAdjustmentGroup: null, userErrors: [refusal] };
}
