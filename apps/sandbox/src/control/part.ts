import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { disputesIn } from "../disputes/dispute.ts";
import { raiseDispute, endDispute } from "../disputes/raise-dispute.ts";
import { faultSchema } from "../faults/fault.ts";
import type { Part } from "../http/part.ts";
import type { MailDocument } from "../mail/mail.ts";
import { changeSettings, settingsOf } from "../settings/sandbox-settings.ts";
import { editVariant } from "../shopify/admin/change-product.ts";
import type { OrderDocument } from "../shopify/admin/order.ts";
import { kinds, type ProductDocument, type ShopDocument, type VariantDocument } from "../shopify/model.ts";
import type { WebhookDeliveryDocument } from "../shopify/webhooks/webhook.ts";
import { faultsPage, presetOn, presets } from "./faults-page.ts";
import { mailPage, ordersPage, paymentsPage, webhooksPage } from "./lists.ts";
import { shownAdyenPayments, shownAdyenWebhooks } from "./adyen-lists.ts";
import { controlPage, type Html } from "./page.ts";
import { productsPage } from "./products-page.ts";
import { shownPayPalPayments, shownPayPalWebhooks } from "./paypal-lists.ts";
import { shownStripePayments, shownStripeWebhooks } from "./stripe-lists.ts";

const faultOn = faultSchema.omit({ id: true });
const disputeAsked = z.object({
  provider: z.enum(["stripe", "adyen", "paypal"]),
  id: z.string(),
  /** Of one that was raised before, which `id` then names. */
  outcome: z.enum(["won", "lost"]).optional(),
});
const variantEdit = z.object({
  price: z
    .record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^\d+(\.\d{1,3})?$/, "a price such as 49.00"))
    .optional(),
  available: z.int().optional(),
});

/** The control page for people, and the same switches as JSON under `/control/api` for tests. */
export const controlPart: Part = (sandbox) => {
  const { store, faults } = sandbox;
  const variants = store.collection<VariantDocument>(kinds.variant);
  const show = (path: string, title: string, body: Html) =>
    controlPage({ path, title, body, faultsOn: faults.all().length });
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.get("/", (context) => context.redirect("/control"));
  app.get("/control", (context) => {
    const products = store.collection<ProductDocument>(kinds.product).all();
    const [shop] = store.collection<ShopDocument>(kinds.shop).all();
    return context.html(
      show(
        "/control",
        "Products",
        productsPage({
          products,
          variants: variants.all(),
          shop,
          saved: context.req.query("saved"),
          search: context.req.query("search")?.trim(),
        }),
      ),
    );
  });
  app.get("/control/orders", (context) =>
    context.html(show("/control/orders", "Orders", ordersPage(orders()))),
  );
  app.get("/control/payments", (context) =>
    context.html(show("/control/payments", "Payments", paymentsPage(payments(), disputesIn(sandbox).all()))),
  );
  app.get("/control/webhooks", (context) =>
    context.html(show("/control/webhooks", "Webhooks", webhooksPage(webhooks()))),
  );
  app.get("/control/mail", (context) => {
    const mails = store.collection<MailDocument>(kinds.mail);
    return context.html(
      show("/control/mail", "Mail", mailPage(mails.all(), mails.get(context.req.query("id") ?? ""))),
    );
  });
  app.get("/control/faults", (context) =>
    context.html(
      show("/control/faults", "Faults", faultsPage({ faults: faults.all(), settings: settingsOf(store) })),
    ),
  );

  app.post("/control/variants/:id", async (context) => {
    const fields = Object.entries(await context.req.parseBody());
    const price = Object.fromEntries(
      fields.flatMap(([name, value]) =>
        name.startsWith("price.") && value !== "" ? [[name.slice(6), value]] : [],
      ),
    );
    const available = fields.find(([name]) => name === "available")?.[1];
    const edit = variantEdit.safeParse({
      price,
      ...(available === undefined ? {} : { available: Number(available) }),
    });
    if (!edit.success) return context.text(z.prettifyError(edit.error), 400);
    const changed = await edited(context.req.param("id"), edit.data);
    if (!changed) return context.notFound();
    const search = fields.find(([name]) => name === "search")?.[1];
    const shown = new URLSearchParams({
      ...(typeof search === "string" && search !== "" && { search }),
      saved: changed.id,
    });
    return context.redirect(`/control?${shown.toString()}#${changed.id}`, 303);
  });
  app.post("/control/payments/dispute", async (context) => {
    const asked = disputeAsked.safeParse(await context.req.parseBody());
    if (!asked.success) return context.text(z.prettifyError(asked.error), 400);
    const { provider, id, outcome } = asked.data;
    const done = outcome ? endDispute(sandbox, id, outcome) : raiseDispute(sandbox, provider, id);
    if (!done)
      return context.text(
        "Only money that was captured and not given back can be disputed and decided on, once",
        422,
      );
    await store.save();
    return context.redirect("/control/payments", 303);
  });
  app.post("/control/faults/preset", async (context) => {
    const { name, to } = await context.req.parseBody();
    const preset = presets.find((each) => each.name === name);
    if (!preset) return context.text("There is no switch of this name", 400);
    // Pressed twice it is still on once.
    for (const { id } of presetOn(preset, faults.all())) faults.switchOff(id);
    if (to !== "off") for (const fault of preset.faults) faults.switchOn(fault);
    await store.save();
    return context.redirect("/control/faults", 303);
  });
  app.post("/control/faults/all-off", async (context) => {
    for (const { id } of faults.all()) faults.switchOff(id);
    await store.save();
    return context.redirect("/control/faults", 303);
  });
  app.post("/control/faults/on", async (context) => {
    const { target, mode, operation, delayMs, remaining } = await context.req.parseBody();
    const fault = faultOn.safeParse({
      target,
      mode,
      operation: operation || null,
      delayMs: Number(delayMs),
      remaining: remaining ? Number(remaining) : null,
    });
    if (!fault.success) return context.text(z.prettifyError(fault.error), 400);
    faults.switchOn(fault.data);
    await store.save();
    return context.redirect("/control/faults", 303);
  });
  app.post("/control/faults/off", async (context) => {
    const { id } = await context.req.parseBody();
    if (typeof id === "string") faults.switchOff(id);
    await store.save();
    return context.redirect("/control/faults", 303);
  });
  app.post("/control/settings", async (context) => {
    const { plan, searchLagMs, wallet } = await context.req.parseBody();
    changeSettings(store, {
      developmentStore: plan === "development",
      searchLagMs: Number(searchLagMs),
      testWallet: wallet !== "none",
    });
    await store.save();
    return context.redirect("/control/faults", 303);
  });

  app.get("/control/api/faults", (context) => context.json(faults.all()));
  app.post("/control/api/faults", async (context) => {
    const fault = faultOn.safeParse(await context.req.json().catch(() => undefined));
    if (!fault.success) return context.json({ error: z.prettifyError(fault.error) }, 400);
    const switched = faults.switchOn(fault.data);
    await store.save();
    return context.json(switched, 201);
  });
  app.delete("/control/api/faults", async (context) => {
    for (const { id } of faults.all()) faults.switchOff(id);
    await store.save();
    return context.body(null, 204);
  });
  app.delete("/control/api/faults/:id", async (context) => {
    faults.switchOff(context.req.param("id"));
    await store.save();
    return context.body(null, 204);
  });
  app.get("/control/api/variants", (context) => context.json(variants.all()));
  app.patch("/control/api/variants/:id", async (context) => {
    const edit = variantEdit.safeParse(await context.req.json().catch(() => undefined));
    if (!edit.success) return context.json({ error: z.prettifyError(edit.error) }, 400);
    const changed = await edited(context.req.param("id"), edit.data);
    return changed ? context.json(changed) : context.json({ error: "No variant has this id" }, 404);
  });
  app.get("/control/api/orders", (context) => context.json(orders()));
  app.get("/control/api/webhooks", (context) => context.json(webhooks()));
  app.patch("/control/api/settings", async (context) => {
    const change = z
      .object({ developmentStore: z.boolean(), searchLagMs: z.int().nonnegative(), testWallet: z.boolean() })
      .partial()
      .safeParse(await context.req.json().catch(() => undefined));
    if (!change.success) return context.json({ error: z.prettifyError(change.error) }, 400);
    const {
      developmentStore = settingsOf(store).developmentStore,
      searchLagMs = settingsOf(store).searchLagMs,
      testWallet = settingsOf(store).testWallet,
    } = change.data;
    changeSettings(store, { developmentStore, searchLagMs, testWallet });
    await store.save();
    return context.json(settingsOf(store));
  });

  async function edited(
    id: string,
    { price, available }: z.infer<typeof variantEdit>,
  ): Promise<VariantDocument | undefined> {
    const variant = variants.get(id);
    if (!variant) return undefined;
    const changed = editVariant(sandbox, variant, {
      ...(price && { price }),
      ...(available !== undefined && { available }),
    });
    await store.save();
    return changed;
  }

  function orders(): readonly OrderDocument[] {
    return store.collection<OrderDocument>(kinds.order).all();
  }

  function payments() {
    return [...shownStripePayments(store), ...shownAdyenPayments(store), ...shownPayPalPayments(store)].sort(
      (one, other) => other.createdAt.localeCompare(one.createdAt),
    );
  }

  function webhooks() {
    const shopify = store.collection<WebhookDeliveryDocument>(kinds.webhookDelivery).all();
    return [
      ...shopify,
      ...shownStripeWebhooks(store),
      ...shownAdyenWebhooks(store),
      ...shownPayPalWebhooks(store),
    ].sort((one, other) => other.triggeredAt.localeCompare(one.triggeredAt));
  }

  return app;
};
