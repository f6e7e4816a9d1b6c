import { createHash } from 'node:crypto';

/**
 * Answers in an order that depends on `seed` and repeats for the same one. The order in the file would show the best answer at the same place to everybody.
 * Pure.
 */
export function shownOrder<T extends { readonly id: string }>(answers: readonly T[], seed: string): T[] {
  const rank = ({ id }: T) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return answers
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ one }) => one);
}
