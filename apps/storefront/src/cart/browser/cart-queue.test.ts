import { describe, expect, test } from "vitest";
import type { CartView } from "../cart-view.ts";
import { type CartChanges, CartQueue } from "./cart-queue.ts";

const line = (id: string, quantity: number) =>
  ({ id, variantId: id.slice(-1), quantity }) as CartView["lines"][number];
const view = (...lines: CartView["lines"]): CartView =>
  ({ lines, totalQuantity: 0, subtotal: "£10.00", discountCodes: [] }) as unknown as CartView;

function shop() {
  const sent: CartChanges[] = [];
  const open: PromiseWithResolvers<void>[] = [];
  const failures: unknown[] = [];
  const queue = new CartQueue({
    send: (changes) => {
      sent.push(changes);
      const answer = Promise.withResolvers<void>();
      open.push(answer);
      return answer.promise;
    },
    onChange: () => undefined,
    onFailure: (error) => void failures.push(error),
    pauseAfterFailure: () => Promise.resolve(),
  });
  return { sent, open, failures, queue };
}

describe("the cart's queue", () => {
  test("fifty presses are two requests, and the last one wins", async () => {
    const { queue, sent, open } = shop();
    const presses = Array.from({ length: 50 }, (_, index) => queue.setQuantity("line-1", index + 1));
    open[0]?.resolve();
    await expect.poll(() => open.length).toBe(2);
    open[1]?.resolve();
    await Promise.all(presses);
    expect(sent.map(({ set }) => set)).toEqual([
      [{ lineId: "line-1", quantity: 1 }],
      [{ lineId: "line-1", quantity: 50 }],
    ]);
  });

  test("no request leaves before the one before it is answered", async () => {
    const { queue, sent, open } = shop();
    void queue.setQuantity("line-1", 2);
    void queue.add("7", 1);
    void queue.add("7", 2);
    expect(sent).toHaveLength(1);
    open[0]?.resolve();
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]).toEqual({ add: [{ variantId: "7", quantity: 3 }], set: [] });
  });

  test("shows what will be, with the money of the last answer", () => {
    const { queue } = shop();
    void queue.setQuantity("line-1", 0);
    void queue.add("2", 1);
    void queue.add("9", 4);
    const shown = queue.applyTo(view(line("line-1", 3), line("line-2", 1)));
    expect(shown.lines.map(({ id, quantity }) => [id, quantity])).toEqual([["line-2", 2]]);
    expect(shown.totalQuantity).toBe(6);
    expect(shown.subtotal).toBe("£10.00");
    expect(queue.isPending).toBe(true);
  });

  test("what waits when the page is left is handed over once, and a later page sends it", async () => {
    const page = shop();
    void page.queue.add("7", 1);
    expect(page.queue.takeWaiting()).toBeNull();
    void page.queue.add("7", 1);
    void page.queue.add("7", 1);
    void page.queue.setDiscountCodes(["WELCOME10"]);
    const left = page.queue.takeWaiting();
    expect(left).toEqual({ add: [{ variantId: "7", quantity: 2 }], set: [], discountCodes: ["WELCOME10"] });
    page.open[0]?.resolve();
    await expect.poll(() => page.queue.isPending).toBe(false);
    expect(page.sent).toHaveLength(1);

    const next = shop();
    const earlier = Promise.withResolvers<void>();
    if (left) void next.queue.resume(left, earlier.promise);
    void next.queue.add("8", 1);
    expect(next.sent).toEqual([]);
    expect(next.queue.isPending).toBe(true);
    earlier.resolve();
    await expect.poll(() => next.sent.length).toBe(1);
    expect(next.sent[0]?.add).toEqual([
      { variantId: "7", quantity: 2 },
      { variantId: "8", quantity: 1 },
    ]);
  });

  test("a request that fails is told and taken back; what was pressed after it still goes", async () => {
    const { queue, sent, open, failures } = shop();
    const first = queue.setQuantity("line-1", 5);
    void queue.setQuantity("line-2", 2);
    open[0]?.reject(new Error("no answer"));
    await expect.poll(() => sent.length).toBe(2);
    open[1]?.resolve();
    await first;
    expect(failures).toHaveLength(1);
    expect(queue.isPending).toBe(false);
    expect(queue.applyTo(view(line("line-1", 3))).lines[0]?.quantity).toBe(3);
  });
});
