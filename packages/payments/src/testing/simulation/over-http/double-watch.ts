import { booksOf, liveOf, type StandIns } from "./stand-ins.ts";

/** Looks into the stand-ins' ledgers all the time: two live payments of one checkout are a double charge, however soon one is given back. */
export class DoubleWatch {
  readonly doubles = new Set<string>();
  readonly #standIns: StandIns;
  #isOver = false;
  #watching: Promise<void> = Promise.resolve();

  constructor(standIns: StandIns) {
    this.#standIns = standIns;
  }

  begin(): void {
    this.#watching = this.#watch();
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#watching;
  }

  async #watch(): Promise<void> {
    while (!this.#isOver) {
      await this.#look();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** The three are read one after the other. What two readings in a row show at the same providers was there at once. */
  async #look(): Promise<void> {
    const first = await booksOf(this.#standIns);
    const suspects = [...first].filter(([, rows]) => liveOf(rows) > 1);
    if (suspects.length === 0) return;
    const second = await booksOf(this.#standIns);
    for (const [checkout, rows] of suspects) {
      const stayed = rows.map(({ provider, live }) => {
        const again = second.get(checkout)?.find((row) => row.provider === provider);
        return Math.min(live, again?.live ?? 0);
      });
      if (stayed.reduce((sum, live) => sum + live, 0) > 1) this.doubles.add(checkout);
    }
  }
}
