import { Store } from "../../store/store.ts";
import { keepDates } from "./keep-dates.ts";
import { keepRanks } from "./ranks.ts";

/** The store of the shop, with the clock and the ranks that follow every change of a document. */
export async function openStore(url: string, now: () => Date): Promise<Store> {
  const store = await Store.open(url);
  keepDates(store, now);
  keepRanks(store);
  return store;
}
