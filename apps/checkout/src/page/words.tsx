"use client";

import { createContext, useContext } from "react";
import type { Money } from "@evertill/money";
import { formatMoney } from "@evertill/money";
import { type Voice, voiceOf } from "../copy/copy-of.ts";

const VoiceContext = createContext<Voice>(voiceOf(null));

export const VoiceScope = VoiceContext.Provider;

/** The page's words, and amounts as its readers write them. */
export function useVoice(): Voice & { readonly amount: (money: Money) => string } {
  const voice = useContext(VoiceContext);
  return { ...voice, amount: (money) => formatMoney(money, voice.tag) };
}
