import { createHash } from 'node:crypto';

/**
 * Answers in an order that depends on `seed` and repeats for the same one. The order in the file would show the best answer at the same place to everybody.
 * Pure.
 */
export function shownOrder<T extends { readonly id: string }>(answers: readonly T[], seed: string): T[] {
  const mark = ({ id }: T) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return answers
    .map((one) => ({ one, mark: mark(one) }))
    .sort((a, b) => (a.mark < b.mark ? -1 : 1))
    .map(({ one }) => one);
}
