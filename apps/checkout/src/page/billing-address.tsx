"use client";

import { Button, Checkbox } from "@evertill/design-system";
import { useEffect, useState } from "react";
import { emptyDraft } from "../address/address-draft.ts";
import { countryCodes } from "../address/countries.ts";
import { AddressFields } from "./address-fields.tsx";
import { fieldWordsOf } from "./field-words.ts";
import type { Suggest } from "./street-field.tsx";
import { useAddressForm } from "./use-address-form.ts";
import type { Checkout } from "./use-checkout.ts";
import { useVoice } from "./words.tsx";

/** The bill may go elsewhere. A cart without delivery has only this address. */
export function BillingAddress({
  checkout,
  locked,
  suggest,
}: {
  readonly checkout: Checkout;
  readonly locked: boolean;
  readonly suggest: Suggest | null;
}) {
  const { copy, locale } = useVoice();
  const { view, saving, fieldWords } = checkout;
  const [isApart, setApart] = useState(view.billingAddress !== null || !view.needsDelivery);
  const form = useAddressForm({
    name: `evertill.billing.${view.token}`,
    section: "billing",
    saved: view.billingAddress,
    initial: emptyDraft(view.deliveryAddress?.country ?? locale.country),
    save: checkout.saveBilling,
  });
  const { isSaved } = form;

  const { markUnsaved } = checkout;
  useEffect(() => markUnsaved("billing", isApart && !isSaved), [markUnsaved, isApart, isSaved]);

  return (
    <div className="co-billing">
      <h3 id="billing-heading">{copy.billing.heading}</h3>
      {view.needsDelivery && (
        <Checkbox
          id="billing-same"
          label={copy.billing.same}
          disabled={locked}
          checked={!isApart}
          onChange={({ target }) => {
            setApart(!target.checked);
            if (target.checked && view.billingAddress !== null) void checkout.saveBilling(null);
          }}
        />
      )}
      {isApart && (
        <form
          noValidate
          className="co-stack"
          aria-labelledby="billing-heading"
          onSubmit={(event) => {
            event.preventDefault();
            void form.submit();
          }}
        >
          <AddressFields
            section="billing"
            draft={form.draft}
            countries={countryCodes}
            faults={form.faults}
            serverWords={fieldWordsOf(fieldWords, "billing")}
            disabled={locked}
            onChange={form.setDraft}
            onLeave={form.leave}
            suggest={suggest}
          />
          {!isSaved && (
            <div>
              <Button type="submit" variant="secondary" busy={saving.billing === "saving"}>
                {copy.billing.save}
              </Button>
            </div>
          )}
        </form>
      )}
    </div>
  );
}
