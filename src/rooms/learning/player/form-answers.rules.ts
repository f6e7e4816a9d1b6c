import type { Answers } from '../progress/check.rules.ts';

/** Largest bodies the player sends: an access slip or a button press; the answers to all questions of a module; a hundred actions of a phone. */
export const MAX_BYTES = { short: 4 * 1024, answers: 32 * 1024, actions: 256 * 1024 } as const;

/**
 * The answers of a check as a form without script sends them: `a/ITEM` gives the choice, `o/ITEM/STEP` the position of a step. Two steps in one position, or a
 * step without one, keep the order they arrived in: the answer is then wrong, but not lost. Pure.
 */
export function answersOfForm(form: URLSearchParams): Answers {
  // Works with any field name, including one that every object has, such as `constructor`.
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
