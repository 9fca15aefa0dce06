import type { Random } from "./random.ts";

/** The process died here; whatever awaited this was never continued. */
export class Crash extends Error {
  constructor(where: string) {
    super(`crashed ${where}`);
    this.name = "Crash";
  }
}

/** Wraps every method of `target` so that the process may die before it is called, or after it returned. */
export function crashing<Target extends object>(
  target: Target,
  random: Random,
  probability: () => number,
): Target {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name, object);
      if (typeof member !== "function") return member;
      return async (...parameters: unknown[]) => {
        if (random.chance(probability())) throw new Crash(`before ${String(name)}`);
        const result: unknown = await member.apply(object, parameters);
        if (random.chance(probability())) throw new Crash(`after ${String(name)}`);
        return result;
      };
    },
  });
}
