import { type Part, routes } from "../http/part.ts";
import { kinds, type ProductDocument } from "../shopify/model.ts";
import { emit } from "../shopify/webhooks/emit.ts";
import { subscribeWorker } from "../shopify/webhooks/subscribe.ts";
import { tellAll } from "../shopify/webhooks/tell-all.ts";
import { replant } from "./plant-when-empty.ts";

/** `POST /sandbox/reset` forgets everything, plants the seed again, and tells the worker what is gone and what is there. */
export const resetPart: Part = (context, folders) =>
  routes().post("/sandbox/reset", async (request) => {
    const { store } = context;
    const products = store.collection<ProductDocument>(kinds.product);
    const before = products.all().map(({ id }) => id);
    await replant(store, { folders, now: context.now });
    subscribeWorker(context);
    for (const id of before) if (!products.get(id)) emit(context, "products/delete", { id: Number(id) });
    await tellAll(context, () => true);
    return request.json({ reset: true });
  });
