import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import type { Part } from "../http/part.ts";
import { kinds } from "../shopify/model.ts";
import { type MailDocument, mailSchema } from "./mail.ts";

/** The mail outbox: `POST /sandbox/mail` hands a mail over, `GET /sandbox/mail?to=…` reads them, the newest first. */
export const mailPart: Part = ({ store, now }) => {
  const mails = store.collection<MailDocument>(kinds.mail);
  return new Hono<{ Bindings: HttpBindings }>()
    .post("/sandbox/mail", async (context) => {
      const mail = mailSchema.safeParse(await context.req.json().catch(() => undefined));
      if (!mail.success) return context.json({ error: z.prettifyError(mail.error) }, 400);
      if (!mails.get(mail.data.id)) mails.put({ ...mail.data, receivedAt: now().toISOString() });
      await store.save();
      return context.json({ id: mail.data.id }, 202);
    })
    .get("/sandbox/mail", (context) => {
      const to = context.req.query("to");
      return context.json(
        mails
          .all()
          .filter((mail) => to === undefined || mail.to === to)
          .toReversed(),
      );
    });
};
