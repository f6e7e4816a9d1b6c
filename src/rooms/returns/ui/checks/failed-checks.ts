import type { Locale } from '#platform/texts/texts.ts';
import { explains, failedChecks } from '../../answers/check.rules.ts';
import type { ReturnView } from '../../return.schema.ts';
import { pageNumberOf } from '../return-words.ts';
import type { translateChecks } from './texts.ts';

type Translate = (key: Parameters<typeof translateChecks>[1], values?: Record<string, string | number>) => string;

/** The checks that the answers on the screen do not pass, with their sections and explanations. The server decides by the same rule. */
export function failedOnScreen(view: ReturnView) {
  const answers = new Map((view.answers ?? []).map((row) => [row.questionId, row]));
  const questions = view.sections.flatMap((section) => section.questions);
  const references = new Map(view.checks.map(({ check, reference }) => [check.id, reference]));
  return failedChecks(
    view.checks.map(({ check }) => check),
    questions,
    answers,
    references,
  ).map((failed) => {
    const { sectionId, explanation } = view.checks.find(({ check }) => check.id === failed.check.id)!;
    // It is shown on the page of its last figure, where all of them are known.
    const section = view.sections.find(({ id }) => id === sectionId);
    const page = Math.max(1, ...failed.check.sum.map((id) => (section ? pageNumberOf(section, id) : 1)));
    return { ...failed, sectionId, page, explanation, explained: explains(explanation, failed.figures) };
  });
}
export type FailedOnScreen = ReturnType<typeof failedOnScreen>[number];

/** The two figures in words. */
export function figuresWords(t: Translate, locale: Locale, share: boolean, { left, right }: { left: number; right: number }): string {
  const format = new Intl.NumberFormat(locale);
  return t(share ? 'checks.shares' : 'checks.figures', { left: format.format(left), right: format.format(right) });
}

/** The id of a check on the page, for links to it. */
export const placeOfCheck = (checkId: string): string => `check-${checkId}`;
