import { type Purpose, purposes } from "./shoppers.ts";

type Outcome = {
  readonly purpose: Purpose;
  readonly status: number;
  readonly isHit: boolean;
  /** Nobody had asked for it before. */
  readonly isFirst: boolean;
  readonly atMs: number;
};

/** What became of a replay's requests. */
export class Outcomes {
  readonly #all: Outcome[] = [];

  note(purpose: Purpose, outcome: Omit<Outcome, "purpose">): void {
    this.#all.push({ purpose, ...outcome });
  }

  /** The share that came from the cache, of what was asked at or after a time. */
  ratio(fromMs: number, among: readonly Purpose[] = purposes): number {
    const asked = this.#all.filter((outcome) => outcome.atMs >= fromMs && among.includes(outcome.purpose));
    if (asked.length === 0) throw new RangeError("The replay was shorter than this");
    return asked.filter(({ isHit }) => isHit).length / asked.length;
  }

  /** The share that came from the cache, of what could: asked for before, and no price as it is now. */
  ratioOfAskedBefore(): number {
    const asked = this.#all.filter(({ isFirst, purpose }) => !isFirst && purpose !== "live");
    return asked.filter(({ isHit }) => isHit).length / asked.length;
  }

  /** Each way of failing, once. */
  failures(): string[] {
    const failed = this.#all.filter(({ status }) => status !== 200);
    return [
      ...new Set(failed.map(({ purpose, status }) => `a ${purpose} request was answered with ${status}`)),
    ];
  }

  lines(warmFromMs: number): string[] {
    const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
    const parts = purposes.map((purpose) => {
      const asked = this.#all.filter((outcome) => outcome.purpose === purpose).length;
      return `${purpose} ${asked === 0 ? "none" : `${percent(this.ratio(0, [purpose]))} of ${asked}`}`;
    });
    const pages = purposes.filter((purpose) => purpose !== "file" && purpose !== "picture");
    const missed = this.#all.filter(({ isHit, atMs }) => !isHit && atMs >= warmFromMs);
    const live = missed.filter(({ purpose }) => purpose === "live").length;
    const first = missed.filter(({ isFirst, purpose }) => isFirst && purpose !== "live").length;
    return [
      `hit ratio: ${percent(this.ratio(0))} whole, ${percent(this.ratio(warmFromMs))} after the first ${warmFromMs === 60_000 ? "minute" : `${(warmFromMs / 1_000).toFixed(0)} s`}; pages and data alone ${percent(this.ratio(0, pages))} and ${percent(this.ratio(warmFromMs, pages))}`,
      `hit ratio of what was asked for before, prices as they are now aside: ${percent(this.ratioOfAskedBefore())}; ${this.#all.filter(({ isFirst }) => isFirst).length} of ${this.#all.length} were the first of their kind`,
      `misses after that time: ${missed.length}, of them ${live} prices as they are now, ${first} the first of their kind, ${missed.length - live - first} others`,
      `hit ratio by purpose: ${parts.join(", ")}`,
    ];
  }
}
