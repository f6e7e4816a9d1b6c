import type { PaperClassEntered } from '../../papers/paper-class.schema.ts';

type Person = { readonly traineeId: string };

/** What all tries to record the sheets of a class have shown: the parts that were answered, their answers as one, and the people whose answer was lost. */
export type SheetsSent = {
  readonly answered: readonly string[];
  readonly entered: PaperClassEntered | undefined;
  readonly unknown: readonly string[];
};
export const NO_SHEETS: SheetsSent = { answered: [], entered: undefined, unknown: [] };

/** Adds the answer to a part. The people whom it names are unknown no longer. Pure. */
export function addAnswer(before: SheetsSent, part: string, answer: PaperClassEntered): SheetsSent {
  const named = namedIn(answer);
  return {
    answered: [...before.answered, part],
    entered: addEntered(before.entered, answer),
    unknown: before.unknown.filter((id) => !named.has(id)),
  };
}

/**
 * Adds a part whose answer was lost: it may have been recorded, so what was known of its people may be out of date. They stay unknown until an answer names
 * them, also if the repetition is refused. Pure.
 */
export function addLost(before: SheetsSent, people: readonly Person[]): SheetsSent {
  const lost = new Set(people.map(({ traineeId }) => traineeId));
  return {
    ...before,
    entered: before.entered && leaveOut(before.entered, lost),
    unknown: [...new Set([...before.unknown, ...lost])],
  };
}

/** Both answers as one. A person whom the later answer names is left out of the earlier one. Pure. */
export function addEntered(before: PaperClassEntered | undefined, answer: PaperClassEntered): PaperClassEntered {
  if (before === undefined) return answer;
  const earlier = leaveOut(before, namedIn(answer));
  return mapResults(answer, (ids, result) => [...earlier[result], ...ids]);
}

/** The people whose sheets no answer names: their part failed, or a part before it did. Pure. */
export function unanswered(sheets: readonly Person[], entered: PaperClassEntered | undefined): string[] {
  const named = entered && namedIn(entered);
  return sheets.flatMap(({ traineeId }) => (named?.has(traineeId) ? [] : [traineeId]));
}

const namedIn = ({ passed, unsigned, notPassed, had, revoked }: PaperClassEntered) =>
  new Set([passed, unsigned, notPassed, had, revoked].flat());

const leaveOut = (entered: PaperClassEntered, people: ReadonlySet<string>) =>
  mapResults(entered, (ids) => ids.filter((id) => !people.has(id)));

function mapResults(
  entered: PaperClassEntered,
  change: (ids: readonly string[], result: keyof PaperClassEntered) => string[],
): PaperClassEntered {
  const results = Object.keys(entered) as (keyof PaperClassEntered)[];
  return Object.fromEntries(results.map((result) => [result, change(entered[result], result)])) as PaperClassEntered;
}
