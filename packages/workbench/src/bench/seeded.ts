/** Numbers from 0 up to 1 that come the same again for the same seed (Park and Miller's generator). */
export function seeded(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Ranks from 0 as Zipf's law spreads them: the second is chosen half as often as the first, the third a third. */
export function zipf(count: number, random: () => number): () => number {
  const sums: number[] = [];
  for (let rank = 0; rank < count; rank += 1) sums.push((sums.at(-1) ?? 0) + 1 / (rank + 1));
  const whole = sums.at(-1) ?? 0;
  return () => {
    const at = random() * whole;
    const rank = sums.findIndex((sum) => sum > at);
    return rank === -1 ? count - 1 : rank;
  };
}
