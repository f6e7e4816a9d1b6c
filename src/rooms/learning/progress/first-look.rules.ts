import type { Item, ReadModule } from '#rooms/courses/index.ts';
import { type Answers, isRight } from './check.rules.ts';

const QUESTIONS = 8;

/**
 * The questions asked before a person begins a module, one lesson after the other. They are the same for everybody, so that groups can be compared. None is
 * critical: a question on which a person's safety depends is first asked after it was taught. Pure.
 */
export function firstLook({ lessons }: ReadModule): Item[] {
  const fit = lessons.map(({ items }) => items.filter(({ critical, kind }) => critical === undefined && kind !== 'order').toReversed());
  const longest = Math.max(0, ...fit.map((items) => items.length));
  return Array.from({ length: longest }, (_, round) => fit.flatMap((items) => items[round] ?? []))
    .flat()
    .slice(0, QUESTIONS);
}

/** The share of right answers in percent, rounded down; an unanswered question counts as wrong. Pure. */
export function shareKnown(read: ReadModule, answers: Answers): number {
  const asked = firstLook(read);
  return asked.length === 0 ? 0 : Math.floor((asked.filter((item) => isRight(item, answers[item.id] ?? [])).length * 100) / asked.length);
}
