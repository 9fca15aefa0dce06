import type { AddressSuggestions } from "@evertill/checkout";

/** For a shop without an address look-up service: the fields stay plain and everything can be typed. */
export const noSuggestions: AddressSuggestions = { suggest: async () => [] };
