import { acknowledgeStock, type Level, setLevels } from "@evertill/inventory";
import type { Workings } from "../till.ts";

/** The shop has the order and subtracted its goods at `asOf`, its own time; `levels` are its counts read after that. */
export async function acknowledgeOrder(
  parts: Workings,
  orderId: string,
  { asOf, levels }: { asOf: Date; levels: readonly Level[] },
): Promise<void> {
  await parts.database.transaction(async (tx) => {
    const order = await parts.store.findOrderById(tx, orderId);
    if (!order) throw new Error(`There is no order ${orderId} to acknowledge`);
    await setLevels(tx, levels);
    await acknowledgeStock(tx, { holder: order.checkoutId, asOf });
  });
}
