import type { Locale } from '#platform/texts/texts.ts';
import { explains, failedChecks } from '../answers/check.rules.ts';
import type { ReturnView } from '../return.schema.ts';
import { translateReturnForm } from '../texts.ts';

/** The figures of a return that do not pass a check, in words: what is wrong, the figures, and the explanation if one was given for them. */
export function checkLines(
  view: Pick<ReturnView, 'sections' | 'answers' | 'checks'>,
  locale: Locale,
): [section: string, message: string, figures: string, explanation: string][] {
  const failed = failedChecks(
    view.checks.map(({ check }) => check),
    view.sections.flatMap(({ questions }) => questions),
    new Map((view.answers ?? []).map((row) => [row.questionId, row])),
    new Map(view.checks.map(({ check, reference }) => [check.id, reference])),
  );
  const format = new Intl.NumberFormat(locale);
  return failed.map(({ check, figures }) => {
    const { sectionId, explanation } = view.checks.find((one) => one.check.id === check.id)!;
    const key = check.against === 'measured' ? 'form.check-shares' : 'form.check-figures';
    return [
      view.sections.find(({ id }) => id === sectionId)?.title[locale] ?? sectionId,
      check.message[locale],
      translateReturnForm(locale, key, { left: format.format(figures.left), right: format.format(figures.right) }),
      explains(explanation, figures) ? explanation!.text : '',
    ];
  });
}
