import type { Questionnaire } from '#rooms/policy/index.ts';
import type { SubmittedSection } from '../versions/submission.rules.ts';
import type { PublicReturnView } from './public.schema.ts';
import { publicFigures } from './public-figures.rules.ts';

/**
 * The public sections of a version, in the order of the questionnaire. Figures of a section are checked together, even if they count different things: allegations less
 * disciplined cases are people too. The remark of a suppressed figure is left out with it. Documents behind answers are not named.
 */
export function viewPublicSections(
  { sections }: Pick<Questionnaire, 'sections'>,
  submitted: readonly SubmittedSection[],
  smallest: number,
): PublicReturnView['sections'] {
  return sections.flatMap(({ id, title, questions }) => {
    const section = submitted.find((one) => one.id === id);
    if (section === undefined) return [];
    const answersById = new Map(section.answers.map((answer) => [answer.questionId, answer]));
    const figures = questions.flatMap((question) => {
      const value = answersById.get(question.id)?.value;
      return typeof value === 'number' ? [{ question, value }] : [];
    });
    const leftOut = new Set<string>();
    const shown = publicFigures(
      figures.map(({ value }) => value),
      smallest,
    );
    for (const [at, figure] of shown.entries()) if (figure === null) leftOut.add(figures[at]!.question.id);
    const answers = questions.flatMap((question) => {
      const answer = answersById.get(question.id);
      if (answer === undefined) return [];
      const hidden = leftOut.has(question.id);
      const { text, type, options, unit } = question;
      return [
        {
          question: { id: question.id, text, type, ...(options && { options }), ...(unit && { unit }) },
          choice: answer.choice,
          value: hidden ? null : answer.value,
          leftOut: hidden,
          note: hidden ? null : answer.note,
          page: answer.page,
        },
      ];
    });
    return [{ id, title, answers }];
  });
}
