import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { Says, Status } from '#kernel/status.ts';

/** The three answers of a contributor to an item. None of them leads to a sanction. */
export const JOINING_CHOICES = ['comply', 'equivalent', 'explain'] as const;
export type JoiningChoice = (typeof JOINING_CHOICES)[number];

export type JoiningItem = { readonly obligationId: string; readonly choice: JoiningChoice; readonly note: string | null };

/** Checks answers: each to an item of the checklist, none twice, and with a note for everything except comply. */
export function decideItems(checklist: readonly string[], answers: readonly JoiningItem[]): Decision<true> {
  const strange = answers.find(({ obligationId }) => !checklist.includes(obligationId));
  if (strange) return refuse('nations/not-on-the-checklist', { id: strange.obligationId });
  const bare = answers.find(({ choice, note }) => choice !== 'comply' && note === null);
  return bare ? refuse('nations/item-needs-words', { id: bare.obligationId }) : accept(true);
}

/** The items of a checklist without an answer, in its order. */
export const openItems = (checklist: readonly string[], answered: ReadonlySet<string>): string[] =>
  checklist.filter((id) => !answered.has(id));

/**
 * What a complete checklist says of the obligation to act likewise on joining. To explain means that a step was not taken, and is never *not met*: all
 * explained is *not started*, some explained is *partly met*.
 */
export function statusOfChecklist(choices: readonly JoiningChoice[]): Says {
  const explained = choices.filter((choice) => choice === 'explain').length;
  if (explained === 0) return 'met';
  return explained === choices.length ? 'not-started' : 'partly-met';
}

/** Whether an answer says something else than the register: a step taken that the register does not hold as met, or the reverse. */
export function contradicts(choice: JoiningChoice, status: Status): boolean {
  if (status === 'met' || status === 'met-stale') return choice === 'explain';
  return choice !== 'explain' && ['partly-met', 'in-progress', 'not-started', 'not-met'].includes(status);
}

/** How many items got each answer. */
export function countChoices(choices: readonly JoiningChoice[]): Record<JoiningChoice, number> {
  const of = (wanted: JoiningChoice) => choices.filter((choice) => choice === wanted).length;
  return { comply: of('comply'), equivalent: of('equivalent'), explain: of('explain') };
}
