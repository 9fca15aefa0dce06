"use client";

import type { Address, CheckoutView, Contact, DeliveryChange, PayResult } from "@evertill/checkout/api";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Copy } from "../copy/copy.ts";
import { type ApiAnswer, type CheckoutApi, checkoutApi } from "./api-client.ts";

export type Section = "contact" | "delivery" | "option" | "billing" | "codes";
export type Saving = "idle" | "saving" | "saved" | "failed";

export type Checkout = {
  readonly view: CheckoutView;
  readonly api: CheckoutApi;
  readonly saving: Readonly<Record<Section, Saving>>;
  /** Words by field path, as the server found them. */
  readonly fieldWords: Readonly<Record<string, string>>;
  readonly words: string | null;
  /** Delivering there changes what is bought: the shopper is asked. */
  readonly change: { readonly asked: DeliveryChange; readonly address: Address } | null;
  readonly saveContact: (contact: Contact) => Promise<boolean>;
  readonly saveDelivery: (address: Address, acceptChange?: boolean) => Promise<boolean>;
  readonly declineChange: () => void;
  /** Sections whose form shows something else than what is saved: they keep the shopper from paying. */
  readonly unsaved: ReadonlySet<Section>;
  readonly markUnsaved: (section: Section, isUnsaved: boolean) => void;
  readonly chooseOption: (handle: string) => Promise<boolean>;
  readonly saveBilling: (address: Address | null) => Promise<boolean>;
  readonly saveCodes: (codes: readonly string[]) => Promise<boolean>;
  readonly refresh: () => Promise<CheckoutView | null>;
  readonly take: (result: PayResult) => void;
};

const idle: Record<Section, Saving> = {
  contact: "idle",
  delivery: "idle",
  option: "idle",
  billing: "idle",
  codes: "idle",
};

/** The checkout as the server sees it, and the ways to change it. Changes go one after another, so that no older answer covers a newer one. */
export function useCheckout(initial: CheckoutView, copy: Copy): Checkout {
  const [view, setView] = useState(initial);
  const [saving, setSaving] = useState(idle);
  const [fieldWords, setFieldWords] = useState<Readonly<Record<string, string>>>({});
  const [words, setWords] = useState<string | null>(null);
  const [change, setChange] = useState<Checkout["change"]>(null);
  const [unsaved, setUnsaved] = useState<ReadonlySet<Section>>(new Set());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const api = useMemo(() => checkoutApi(initial.token), [initial.token]);

  const inTurn = useCallback(<Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = queue.current.then(work);
    queue.current = turn.catch(() => undefined);
    return turn;
  }, []);

  const refresh = useCallback(async () => {
    const answer = await inTurn(() => api.view());
    if (answer.kind !== "ok") return null;
    setView(answer.value);
    return answer.value;
  }, [api, inTurn]);

  const save = async (
    section: Section,
    send: () => Promise<ApiAnswer<CheckoutView>>,
    address?: Address,
  ): Promise<boolean> => {
    setSaving((all) => ({ ...all, [section]: "saving" }));
    const answer = await inTurn(send);
    const saved = answer.kind === "ok";
    setSaving((all) => ({ ...all, [section]: saved ? "saved" : "failed" }));
    setWords(saved ? null : wordsOf(answer));
    setFieldWords(answer.kind === "problem" ? prefixed(section, answer.problem.fields ?? {}) : {});
    if (answer.kind === "ok") setView(answer.value);
    if (answer.kind === "problem" && answer.problem.change && address) {
      setWords(null);
      setChange({ asked: answer.problem.change, address });
    } else if (answer.kind === "problem") {
      // The server may refuse because the page is behind.
      void refresh();
    }
    return saved;
  };

  const wordsOf = (answer: ApiAnswer<unknown>): string | null => {
    if (answer.kind === "lost") return copy.faults.offline;
    if (answer.kind === "ok" || answer.problem.fields) return null;
    return answer.problem.type.endsWith("/closed") ? copy.faults.closed : answer.problem.detail;
  };

  return {
    view,
    api,
    saving,
    fieldWords,
    words,
    change,
    saveContact: (contact) => save("contact", () => api.contact(contact)),
    saveDelivery: (address, acceptChange = false) => {
      setChange(null);
      return save("delivery", () => api.deliveryAddress(address, acceptChange), address);
    },
    declineChange: () => setChange(null),
    unsaved,
    markUnsaved: useCallback((section, isUnsaved) => {
      setUnsaved((all) => {
        if (all.has(section) === isUnsaved) return all;
        const others = [...all].filter((each) => each !== section);
        return new Set(isUnsaved ? [...others, section] : others);
      });
    }, []),
    chooseOption: (handle) => save("option", () => api.deliveryOption(handle)),
    saveBilling: (address) => save("billing", () => api.billingAddress(address)),
    saveCodes: (codes) => save("codes", () => api.discountCodes(codes)),
    refresh,
    take: useCallback((result) => {
      if ("checkout" in result) setView(result.checkout);
    }, []),
  };
}

/** "address.postcode" of the delivery and of the billing address are two fields of one page. */
function prefixed(section: Section, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, words]) => [`${section}.${path.replace(/^\w+\./, "")}`, words]),
  );
}
