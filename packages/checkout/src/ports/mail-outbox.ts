/** A mail ready to leave. `id` is its idempotency key: the same id is never delivered twice. */
export type Mail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export interface MailOutbox {
  deliver(mail: Mail): Promise<void>;
}
