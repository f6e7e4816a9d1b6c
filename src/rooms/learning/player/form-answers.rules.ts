import type { Answers } from '../progress/check.rules.ts';

/** Largest bodies the player sends: a slip or a press of a button, the answers to all questions of a module, a hundred acts of a phone. */
export const MOST_BYTES = { short: 4 * 1024, answers: 32 * 1024, acts: 256 * 1024 } as const;

/**
 * The answers of a check as a form without script sends them: `a/ITEM` names what was chosen, `o/ITEM/STEP` the place a step was given. Two steps on one place,
 * or a step without one, keep the order they came in: the answer is then wrong, and not lost. Pure.
 */
export function answersOfForm(form: URLSearchParams): Answers {
  // By whatever name a form gives, also one that every object has.
  const answers = new Map<string, string[]>();
  const places = new Map<string, { step: string; place: number }[]>();
  for (const [name, value] of form) {
    const [kind, item, step] = name.split('/');
    if (kind === 'a' && item) answers.set(item, [...(answers.get(item) ?? []), value.slice(0, 40)]);
    if (kind === 'o' && item && step) {
      const list = places.get(item) ?? [];
      places.set(item, [...list, { step, place: Number(value) || Number.MAX_SAFE_INTEGER }]);
    }
  }
  for (const [item, list] of places)
    answers.set(
      item,
      list.sort((a, b) => a.place - b.place).map(({ step }) => step),
    );
  return Object.fromEntries(answers);
}
