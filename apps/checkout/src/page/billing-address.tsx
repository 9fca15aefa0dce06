"use client";

import { Button, Checkbox } from "@evertill/design-system";
import { useEffect, useState } from "react";
import { checkAddress, draftOf, emptyDraft } from "../address/address-draft.ts";
import type { AddressFieldName } from "../address/address-form.ts";
import { countryCodes } from "../address/countries.ts";
import { AddressFields } from "./address-fields.tsx";
import { everyAddressField, focusFirst, isSame, shownFaults } from "./delivery-section.tsx";
import { fieldWordsOf } from "./field-words.ts";
import type { Suggest } from "./street-field.tsx";
import type { Checkout } from "./use-checkout.ts";
import { useDraft } from "./use-draft.ts";
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
  const [draft, setDraft] = useDraft(
    `evertill.billing.${view.token}`,
    view.billingAddress
      ? draftOf(view.billingAddress)
      : emptyDraft(view.deliveryAddress?.country ?? locale.country),
  );
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const checked = checkAddress(draft);
  const isSaved = checked.kind === "complete" && isSame(view.billingAddress, checked.address);

  const { markUnsaved } = checkout;
  useEffect(() => markUnsaved("billing", isApart && !isSaved), [markUnsaved, isApart, isSaved]);

  const leave = (name: AddressFieldName | "country"): void => {
    if (name !== "country" && draft[name].trim() !== "") setTouched(new Set([...touched, name]));
    if (checked.kind === "complete" && !isSaved) void checkout.saveBilling(checked.address);
  };
  const submit = (): void => {
    setTouched(everyAddressField);
    if (checked.kind === "faulty") focusFirst("billing", checked.faults);
    else void checkout.saveBilling(checked.address);
  };

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
            submit();
          }}
        >
          <AddressFields
            section="billing"
            draft={draft}
            countries={countryCodes}
            faults={checked.kind === "faulty" ? shownFaults(checked.faults, touched) : {}}
            serverWords={fieldWordsOf(fieldWords, "billing")}
            disabled={locked}
            onChange={setDraft}
            onLeave={leave}
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
