import { join } from "node:path";
import { z } from "zod";
import { type Part, routes } from "../http/part.ts";
import { importedProduct } from "./product.ts";
import { tellAll } from "../shopify/webhooks/tell-all.ts";
import { putProducts } from "./put-products.ts";

const body = z.object({ products: z.array(importedProduct) });

/** `POST /sandbox/import` puts products that `npm run sandbox:import` has read; their pictures are in the state folder by then. */
export const importPart: Part = (context, folders) =>
  routes().post("/sandbox/import", async (request) => {
    const parsed = body.safeParse(await request.req.json());
    if (!parsed.success) return request.json({ problems: parsed.error.issues }, 400);
    const { store, now } = context;
    const images = join(folders.state, "images");
    const { products } = parsed.data;
    const summary = await putProducts(products, { store, now: now(), images });
    const handles = new Set(products.map(({ handle }) => handle));
    await tellAll(context, ({ handle }) => handles.has(handle));
    return request.json(summary);
  });
