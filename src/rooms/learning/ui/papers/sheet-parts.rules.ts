import type { PaperClassEntered } from '../../papers/paper-class.schema.ts';

type Person = { readonly traineeId: string };

/** Both answers as one. Pure. */
export function addEntered(before: PaperClassEntered | undefined, answer: PaperClassEntered): PaperClassEntered {
  if (before === undefined) return answer;
  const results = Object.keys(answer) as (keyof PaperClassEntered)[];
  return Object.fromEntries(results.map((result) => [result, [...before[result], ...answer[result]]])) as PaperClassEntered;
}

/** The people whose sheets no answer names: their part failed, or a part before it did. Pure. */
export function unanswered(
  sheets: readonly Person[],
  { passed, unsigned, notPassed, had, revoked }: Partial<PaperClassEntered> = {},
): string[] {
  const named = new Set([passed, unsigned, notPassed, had, revoked].flatMap((ids) => ids ?? []));
  return sheets.flatMap(({ traineeId }) => (named.has(traineeId) ? [] : [traineeId]));
}
