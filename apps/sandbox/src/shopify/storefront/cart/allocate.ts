/**
 * Splits an amount in proportion to the weights, to the last minor unit: what rounding leaves over goes to the largest
 * remainders, the earlier one first. Nothing is given to a weight of 0; all weights 0 give nothing at all.
 */
export function allocate(amount: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (amount * weight) / total);
  const shares = exact.map(Math.floor);
  const short = amount - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder.slice(0, short)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
