import { bodyLimit } from "hono/body-limit";

/** As much of a body that is too large is taken in; of what is larger still, the sender may lose the answer. */
const takenInMax = 16_000_000;

/**
 * Refuses a body above so many bytes with 413. What its sender still has on the way is read and thrown away first: a
 * connection that ends in mid-sending loses the answer, and whoever stands between tells of a server that is down.
 */
export function refuseAbove(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: async (context) => {
      await takeIn(context.req.raw.body);
      const error = `the body is larger than ${maxSize} bytes`;
      return context.json({ error }, 413, { connection: "close" });
    },
  });
}

async function takeIn(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (body === null || body.locked) return;
  let taken = 0;
  for await (const part of body) {
    taken += part.length;
    if (taken > takenInMax) return;
  }
}
