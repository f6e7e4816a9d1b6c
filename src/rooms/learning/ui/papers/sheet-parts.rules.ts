import { MAX_SHEETS } from '../../papers/max-sheets.ts';
import type { PaperClassEntered } from '../../papers/paper-class.schema.ts';

type Person = { readonly traineeId: string };

/** The sheets in parts that one command accepts, in order. Pure. */
export function inSheetParts<Sheet>(sheets: readonly Sheet[]): Sheet[][] {
  const parts = Math.ceil(sheets.length / MAX_SHEETS);
  return Array.from({ length: parts }, (_, part) => sheets.slice(part * MAX_SHEETS, (part + 1) * MAX_SHEETS));
}

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
