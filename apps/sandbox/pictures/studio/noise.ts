export type Random = () => number;

/** Mulberry32: the same seed draws the same picture. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed out of a name (FNV-1a). */
export function seedOf(name: string): number {
  let hash = 2166136261;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  return hash >>> 0;
}

function lattice(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 1274126177);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967295;
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** Value noise in 0..1, repeating after `period` cells in x. */
export function noise(x: number, y: number, seed: number, period = 4096): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const left = ((ix % period) + period) % period;
  const right = (left + 1) % period;
  const fx = smooth(x - ix);
  const fy = smooth(y - iy);
  const low = lattice(left, iy, seed) * (1 - fx) + lattice(right, iy, seed) * fx;
  const high = lattice(left, iy + 1, seed) * (1 - fx) + lattice(right, iy + 1, seed) * fx;
  return low * (1 - fy) + high * fy;
}

/** Four octaves of noise, 0..1. */
export function cloud(x: number, y: number, seed: number, period = 4096): number {
  let sum = 0;
  for (let octave = 0, size = 1; octave < 4; octave++, size *= 2)
    sum += noise(x * size, y * size, seed + octave, period * size) / (2 * size);
  return sum / 0.9375;
}

/** Halton sequence: evenly spread points for jittering light and lens. */
export function halton(index: number, base: number): number {
  let result = 0;
  for (let fraction = 1 / base, i = index + 1; i > 0; i = Math.floor(i / base), fraction /= base)
    result += fraction * (i % base);
  return result;
}
