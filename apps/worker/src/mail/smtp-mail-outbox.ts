import type { MailOutbox } from "@evertill/checkout";
import { createTransport } from "nodemailer";

/** Mail over SMTP. The message id is made of ours, so that a repeat after a lost answer can be told by the receiver. */
export function createSmtpMailOutbox({ url, from }: { url: string; from: string }): MailOutbox {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? "localhost";
  return {
    async deliver({ id, to, subject, text, html }) {
      await transport.sendMail({ from, to, subject, text, html, messageId: `<${id}@${domain}>` });
    },
  };
}
