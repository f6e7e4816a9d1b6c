import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import { isSilent, type Status } from '#kernel/status.ts';
import type { AnswerSays, Choice } from '../reviews.schema.ts';

/** What is known about one obligation before the party is asked. */
export type Known = {
  readonly obligationId: string;
  /** What the evidence says today. */
  readonly status: Status;
  /** Ids of the evidence items that show it. */
  readonly items: readonly string[];
  /** The party's answer in its last submitted self-assessment, if any. */
  readonly lastAnswer: {
    readonly roundId: string;
    readonly choice: Choice;
    readonly says: AnswerSays | null;
    readonly note: string | null;
  } | null;
};

/** A suggestion for the focal point, with its origin. `nothing` means that the register is silent. */
export type Suggestion = Known & { readonly from: 'evidence' | 'last-answer' | 'nothing'; readonly suggested: Status | AnswerSays };

/**
 * Prefills one question from what is known: evidence first, then the party's own last answer. Silence stays `not-reported`. A nil return or a zero of an
 * earlier round is shown unchanged and never becomes a status.
 */
export function prefill(known: Known): Suggestion {
  if (!isSilent(known.status)) return { ...known, from: 'evidence', suggested: known.status };
  const last = known.lastAnswer;
  if (last !== null && last.choice === 'changed' && last.says !== null) return { ...known, from: 'last-answer', suggested: last.says };
  return { ...known, from: 'nothing', suggested: 'not-reported' };
}

/** An answer as the party gives it. */
export type Answer = { readonly choice: Choice; readonly says: AnswerSays | null; readonly note: string | null };

/** Checks an answer: *still true* needs evidence or an earlier answer, *changed* a status and a note, *not known* neither. */
export function decideAnswer(suggestion: Suggestion, answer: Answer): Decision<Answer> {
  if (answer.choice === 'still-true' && suggestion.from === 'nothing')
    return refuse('reviews/nothing-to-confirm', { obligationId: suggestion.obligationId });
  const noted = answer.note !== null && answer.note.trim() !== '';
  if (answer.choice === 'changed') {
    if (answer.says === null || !noted) return refuse('reviews/changed-needs-status', { obligationId: suggestion.obligationId });
    return accept(answer);
  }
  if (answer.says !== null) return refuse('reviews/only-changed-says', { obligationId: suggestion.obligationId });
  return accept(answer);
}

/** The signer of a self-assessment: the signed-in person, and the capacity in which they sign. */
export type Signer = { readonly personId: string | null; readonly name: string; readonly capacity: string };

/**
 * Whether a self-assessment may be submitted: signed by a named person, every obligation answered, and nothing answered that was not asked.
 * @returns the ids of the obligations whose changed answers become evidence
 */
export function decideSubmit(
  owed: readonly string[],
  answers: ReadonlyMap<string, Answer>,
  signer: Signer,
): Decision<{ changed: string[]; notKnown: string[] }> {
  if (signer.personId === null || signer.name.trim() === '' || signer.capacity.trim() === '') return refuse('reviews/unsigned');
  const open = owed.filter((id) => !answers.has(id));
  if (open.length > 0) return refuse('reviews/questions-open', { count: open.length, obligationIds: open });
  const alien = [...answers.keys()].find((id) => !owed.includes(id));
  if (alien !== undefined) return refuse('reviews/not-asked', { obligationId: alien });
  return accept({
    changed: owed.filter((id) => answers.get(id)!.choice === 'changed'),
    notKnown: owed.filter((id) => answers.get(id)!.choice === 'not-known'),
  });
}
