import type { Questionnaire } from '#rooms/policy/index.ts';
import type { PublicReturnView } from './public.schema.ts';
import { publicFigures } from './public-figures.rules.ts';
import type { SubmittedSection } from './version.store.ts';

/**
 * The sections of a version as everybody may read them, in the order they were asked in. Figures of a section that count the same are looked at together; the remark
 * beside one that is left out goes with it. Which document showed an answer is not said.
 */
export function viewPublicSections(
  { sections }: Pick<Questionnaire, 'sections'>,
  handedIn: readonly SubmittedSection[],
  smallest: number,
): PublicReturnView['sections'] {
  return sections.flatMap(({ id, title, questions }) => {
    const section = handedIn.find((one) => one.id === id);
    if (section === undefined) return [];
    const given = new Map(section.answers.map((answer) => [answer.questionId, answer]));
    const figures = questions.flatMap((question) => {
      const value = given.get(question.id)?.value;
      return typeof value === 'number' ? [{ question, value }] : [];
    });
    const leftOut = new Set<string>();
    for (const alike of Map.groupBy(figures, ({ question }) => question.unit?.en ?? '').values()) {
      const values = alike.map(({ value }) => value);
      for (const [at, shown] of publicFigures(values, smallest).entries()) if (shown === null) leftOut.add(alike[at]!.question.id);
    }
    const answers = questions.flatMap((question) => {
      const answer = given.get(question.id);
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
