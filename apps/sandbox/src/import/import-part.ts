import { join } from "node:path";
import { z } from "zod";
import { type Part, routes } from "../http/part.ts";
import { importedProduct } from "./product.ts";
import { putProducts } from "./put-products.ts";

const body = z.object({ products: z.array(importedProduct) });

/** `POST /sandbox/import` puts products that `npm run sandbox:import` has read; their pictures are in the state folder by then. */
export const importPart: Part = ({ store, now }, folders) =>
  routes().post("/sandbox/import", async (context) => {
    const parsed = body.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ problems: parsed.error.issues }, 400);
    const images = join(folders.state, "images");
    return context.json(await putProducts(parsed.data.products, { store, now: now(), images }));
  });
