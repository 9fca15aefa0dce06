"use client";

import type { OfferedMethods, Provider } from "@evertill/checkout/api";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { offeredFirst, type PaymentMethods, paymentMethods } from "../payment/payment-methods.ts";
import type { CheckoutApi } from "./api-client.ts";

export type Methods = PaymentMethods & {
  /** This provider cannot serve: the next takes its place at once, and the till is asked who else there is. */
  readonly lose: (provider: Provider, wasTyped: boolean) => void;
  readonly startOver: () => Promise<void>;
};

/** Who may be paid with. The page was told when it was made; asked again when one is lost, and when the currency changes. */
export function useMethods(initial: OfferedMethods, api: CheckoutApi, currency: string): Methods {
  const [methods, dispatch] = useReducer(paymentMethods, initial, offeredFirst);
  const { lost } = methods;
  const known = useRef({ currency, lost });
  useEffect(() => {
    const before = known.current;
    known.current = { currency, lost };
    if (before.currency === currency && before.lost.length >= lost.length) return undefined;
    let wanted = true;
    const ask = async (): Promise<void> => {
      const offered = await api.paymentMethods(lost);
      if (wanted && offered !== null) dispatch({ kind: "offered", methods: offered });
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [api, currency, lost]);
  const lose = useCallback(
    (provider: Provider, wasTyped: boolean) => dispatch({ kind: "lost", provider, wasTyped }),
    [],
  );
  const startOver = useCallback(async (): Promise<void> => {
    dispatch({ kind: "started-over", methods: (await api.paymentMethods([])) ?? initial });
  }, [api, initial]);
  return { ...methods, lose, startOver };
}
