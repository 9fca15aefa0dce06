import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { isGranted } from "../api/tokens.ts";
import type { PayPalAccount } from "../paypal-account.ts";
import type { SigningCertificate } from "./certificate.ts";
import { eventView } from "./events.ts";
import { isSigned } from "./sign.ts";

const verifySchema = z.object({
  auth_algo: z.literal("SHA256withRSA"),
  cert_url: z.string(),
  transmission_id: z.string(),
  transmission_sig: z.string(),
  transmission_time: z.string(),
  webhook_id: z.string(),
  webhook_event: z.object({}).loose(),
});
const pageMax = 300;

/** Webhooks Management v1: the certificate, the events that were sent, and the question whether one is genuine. */
export function notificationRoutes(
  account: PayPalAccount,
  certificate: SigningCertificate,
): Hono<{ Bindings: HttpBindings }> {
  const { origin, events, sandbox } = account;
  type Request = Context<{ Bindings: HttpBindings }>;
  const guarded = (work: (context: Request) => Response | Promise<Response>) => (context: Request) =>
    isGranted(account, context.req.header("authorization") ?? "")
      ? work(context)
      : context.json(
          { error: "invalid_token", error_description: "Token signature verification failed" },
          401,
        );

  return new Hono<{ Bindings: HttpBindings }>()
    .get("/v1/notifications/certs/:id", (context) =>
      context.req.param("id") === certificate.id ? context.text(certificate.cert) : context.notFound(),
    )
    .get(
      "/v1/notifications/webhooks-events",
      guarded((context) => {
        const { event_type: type, page_size: size } = context.req.query();
        const wanted = events.all().filter((event) => type === undefined || event.type === type);
        const shown = wanted.toReversed().slice(0, Math.min(Number(size ?? 10), pageMax));
        return context.json({
          events: shown.map((event) => eventView(origin, event)),
          count: wanted.length,
          links: [],
        });
      }),
    )
    .get(
      "/v1/notifications/webhooks-events/:id",
      guarded((context) => {
        const event = events.get(context.req.param("id") ?? "");
        return event
          ? context.json(eventView(origin, event))
          : context.json({ name: "RESOURCE_NOT_FOUND" }, 404);
      }),
    )
    .post(
      "/v1/notifications/verify-webhook-signature",
      guarded(async (context) => {
        const asked = verifySchema.safeParse(await context.req.json().catch(() => undefined));
        if (!asked.success)
          return context.json({ name: "VALIDATION_ERROR", message: z.prettifyError(asked.error) }, 400);
        const { transmission_id, transmission_time, transmission_sig, cert_url, webhook_id } = asked.data;
        const genuine =
          webhook_id === sandbox.env.PAYPAL_WEBHOOK_ID &&
          cert_url === `${origin}/v1/notifications/certs/${certificate.id}` &&
          isSigned(
            { id: transmission_id, time: transmission_time, webhookId: webhook_id },
            JSON.stringify(asked.data.webhook_event),
            { signature: transmission_sig, cert: certificate.cert },
          );
        return context.json({ verification_status: genuine ? "SUCCESS" : "FAILURE" });
      }),
    );
}
