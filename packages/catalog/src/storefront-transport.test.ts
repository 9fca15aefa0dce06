import { describe, expect, test } from "vitest";
import { z } from "zod";
import { StorefrontError } from "./storefront-error.ts";
import { createStorefrontTransport } from "./storefront-transport.ts";

const call = {
  operation: "GetShop",
  document: "query GetShop { shop { name } }",
  variables: {},
  data: z.object({ shop: z.object({ name: z.string() }) }),
};
const good = () => Response.json({ data: { shop: { name: "Lumen & Loam" } } });

/** A shop that gives these answers one after the other, and the last one for ever. */
function shop(...answers: (() => Response)[]) {
  const requests: Request[] = [];
  const transport = createStorefrontTransport({
    storeUrl: "https://shop.test",
    token: "private-token",
    version: "2026-04",
    fetch: (input, init) => {
      requests.push(new Request(input, init));
      const answer = answers[Math.min(requests.length, answers.length) - 1] ?? good;
      if (init?.signal?.aborted) return Promise.reject(new DOMException("", "AbortError"));
      return Promise.resolve().then(answer);
    },
  });
  return { transport, requests };
}

const failure = async (promise: Promise<unknown>): Promise<StorefrontError> => {
  const error: unknown = await promise.then(
    () => new Error("It worked"),
    (cause: unknown) => cause,
  );
  if (!(error instanceof StorefrontError)) throw error;
  return error;
};
const broken = () => new Response("", { status: 503 });

describe("the transport", () => {
  test("asks the versioned address with the private token and the shopper's address", async () => {
    const { transport, requests } = shop(good);
    await transport.read({ ...call, buyerIp: "203.0.113.7" });
    expect(requests[0]?.url).toBe("https://shop.test/api/2026-04/graphql.json");
    expect(requests[0]?.headers.get("shopify-storefront-private-token")).toBe("private-token");
    expect(requests[0]?.headers.get("shopify-storefront-buyer-ip")).toBe("203.0.113.7");
  });

  test("tries a read again when the shop was away for a moment", async () => {
    const { transport, requests } = shop(broken, good);
    await expect(transport.read(call)).resolves.toEqual({ shop: { name: "Lumen & Loam" } });
    expect(requests).toHaveLength(2);
  });

  test("sends a write once, because it may have worked", async () => {
    const { transport, requests } = shop(broken, good);
    expect((await failure(transport.write(call))).code).toBe("unavailable");
    expect(requests).toHaveLength(1);
  });

  test("does not try again what the shop refuses", async () => {
    const { transport, requests } = shop(() => new Response("", { status: 401 }));
    const error = await failure(transport.read(call));
    expect([error.code, error.isPassing, requests.length]).toEqual(["refused", false, 1]);
    expect(error.message).not.toContain("private-token");
  });

  test("takes half an answer for none", async () => {
    const { transport } = shop(() =>
      Response.json({ data: { shop: { name: "x" } }, errors: [{ message: "Internal", extensions: {} }] }),
    );
    expect((await failure(transport.read(call))).code).toBe("refused");
  });

  test("names what is not as the document asks", async () => {
    const { transport } = shop(() => Response.json({ data: { shop: { name: 7 } } }));
    const error = await failure(transport.read(call));
    expect(error.code).toBe("unreadable");
    expect(error.message).toContain("shop.name");
  });

  test("knows a throttled answer by its code", async () => {
    const { transport } = shop(() =>
      Response.json({ errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] }),
    );
    expect((await failure(transport.write(call))).code).toBe("throttled");
  });

  test("rests after twenty failures in a row, and then fails without asking", async () => {
    const { transport, requests } = shop(broken);
    for (let count = 0; count < 20; count += 1) await failure(transport.write(call));
    expect((await failure(transport.write(call))).code).toBe("resting");
    expect(requests).toHaveLength(20);
  });
});
