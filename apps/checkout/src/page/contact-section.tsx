"use client";

import { type Contact, contactSchema } from "@evertill/checkout/api";
import { Button, Checkbox, TextField } from "@evertill/design-system";
import { useEffect, useState } from "react";
import { Section } from "./section.tsx";
import type { Checkout } from "./use-checkout.ts";
import { useDraft } from "./use-draft.ts";
import { focusHeading } from "./focus.ts";
import { useVoice } from "./words.tsx";

/** Email first: it is all we need to know somebody, and it is saved as soon as it is one. */
export function ContactSection({
  checkout,
  locked,
}: {
  readonly checkout: Checkout;
  readonly locked: boolean;
}) {
  const { copy } = useVoice();
  const { view, saving, fieldWords } = checkout;
  const [draft, setDraft] = useDraft(`evertill.contact.${view.token}`, {
    email: view.contact?.email ?? "",
    acceptsMarketing: view.contact?.acceptsMarketing ?? false,
  });
  const [isFaulty, setFaulty] = useState(false);
  const isDigital = view.lines.length > 0 && !view.needsDelivery;

  const { markUnsaved } = checkout;
  const isSaved = view.contact?.email === draft.email.trim();
  useEffect(() => markUnsaved("contact", !isSaved), [markUnsaved, isSaved]);

  const save = async (next: Contact, insist: boolean): Promise<boolean> => {
    const checked = contactSchema.safeParse({ ...next, email: next.email.trim() });
    if (!checked.success) {
      if (insist || next.email.trim() !== "") setFaulty(true);
      return false;
    }
    setFaulty(false);
    if (isSame(view.contact, checked.data)) return true;
    return checkout.saveContact(checked.data);
  };

  const submit = async (): Promise<void> => {
    if (await save(draft, true)) focusHeading(view.needsDelivery ? "delivery" : "payment");
    else document.getElementById("contact-email")?.focus();
  };

  return (
    <Section
      id="contact"
      step={1}
      heading={copy.contact.heading}
      saving={saving.contact}
      isUnsaved={!isSaved}
      copy={copy}
    >
      <form
        className="co-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          id="contact-email"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="off"
          spellCheck={false}
          label={copy.contact.email}
          hint={isDigital ? copy.contact.emailHintDigital : copy.contact.emailHint}
          error={isFaulty ? copy.contact.emailInvalid : fieldWords["contact.email"]}
          required
          disabled={locked}
          maxLength={254}
          value={draft.email}
          onChange={({ target }) => {
            setDraft({ ...draft, email: target.value });
            if (isFaulty) setFaulty(false);
          }}
          onBlur={() => void save(draft, false)}
        />
        <Checkbox
          id="contact-marketing"
          label={copy.contact.marketing}
          disabled={locked}
          checked={draft.acceptsMarketing}
          onChange={({ target }) => {
            const next = { ...draft, acceptsMarketing: target.checked };
            setDraft(next);
            if (next.email.trim() !== "") void save(next, false);
          }}
        />
        {view.contact === null && (
          <div>
            <Button type="submit" variant="secondary" busy={saving.contact === "saving"}>
              {copy.contact.proceed}
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}

function isSame(saved: Contact | null, next: Contact): boolean {
  return saved?.email === next.email && saved.acceptsMarketing === next.acceptsMarketing;
}
