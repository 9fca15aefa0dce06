import { z } from "zod";

/** A mail as the shop handed it over. `id` is the sender's: the same mail handed over twice is one mail. */
export const mailSchema = z.object({
  id: z.string().min(1),
  to: z.email(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
});
export type MailDocument = z.infer<typeof mailSchema> & { readonly receivedAt: string };
