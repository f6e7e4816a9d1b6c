import type { ReadModule } from '../course.rules.ts';
import type { Answers, Drawn } from './check.rules.ts';
import { itemOf } from './check.rules.ts';

/** The right answers to a drawn check, as somebody who learnt would give them. */
export function rightAnswers(read: ReadModule, drawn: readonly Drawn[]): Answers {
  return Object.fromEntries(
    drawn.map(({ lesson, item: id }) => {
      const item = itemOf(read, lesson, id);
      if (item.kind === 'true-false') return [id, [String(item.answer)]];
      if (item.kind === 'order') return [id, item.steps.map((step) => step.id)];
      return [id, item.options.filter(({ right }) => right).map((option) => option.id)];
    }),
  );
}
