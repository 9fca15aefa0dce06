import type { MailOutbox } from "@evertill/checkout";
import { createTransport } from "nodemailer";

/**
 * Mail over SMTP. The message id is made of ours, so that a repeat after a lost answer can be told by the receiver. A server that
 * does not speak for `deadlineMs` is an error: the job tries again.
 */
export function createSmtpMailOutbox({
  url,
  from,
  deadlineMs = 10_000,
}: {
  url: string;
  from: string;
  deadlineMs?: number;
}): MailOutbox {
  const transport = createTransport({
    url,
    connectionTimeout: deadlineMs,
    greetingTimeout: deadlineMs,
    socketTimeout: 2 * deadlineMs,
  });
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? "localhost";
  return {
    async deliver({ id, to, subject, text, html }) {
      await transport.sendMail({ from, to, subject, text, html, messageId: `<${id}@${domain}>` });
    },
  };
}
