import type { Check } from './check.schema.ts';
import type { QuestionType } from './question-types.rules.ts';
import type { QuestionnaireProblem } from './questionnaire-problem.ts';

type QuestionnaireShape = {
  sections: readonly { id: string; questions: readonly { id: string; type: QuestionType }[] }[];
  checks?: readonly Check[] | undefined;
};

/**
 * Checks that the checks of a questionnaire add up figures of one section. A check across sections would show a figure to readers of another section only. Pure.
 */
export function checkChecks(questionnaire: QuestionnaireShape): QuestionnaireProblem[] {
  const questionById = new Map(
    questionnaire.sections.flatMap(({ id, questions }) => questions.map((one) => [one.id, { ...one, section: id }])),
  );
  const before = new Set<string>();
  return (questionnaire.checks ?? []).flatMap((check, at) => {
    const path = ['questionnaire', 'checks', at];
    const problems: QuestionnaireProblem[] = [];
    if (before.has(check.id)) problems.push({ path: [...path, 'id'], kind: 'duplicate-id', id: check.id });
    before.add(check.id);
    const home = questionById.get(check.sum[0])?.section;
    for (const [side, ids] of sidesOf(check))
      ids.forEach((id, place) => {
        const found = questionById.get(id);
        const add = (kind: QuestionnaireProblem['kind']) => problems.push({ path: [...path, side, place], kind, id });
        if (found === undefined) add('unknown-question');
        else if (found.type !== 'count' && found.type !== 'tally') add('not-a-figure');
        else if (home !== undefined && found.section !== home) add('check-across-sections');
      });
    return problems;
  });
}

function sidesOf(check: Check): [string, readonly string[]][] {
  const sum: [string, readonly string[]] = ['sum', check.sum];
  if (check.against === 'answers') return [sum, ['to', check.to]];
  return check.against === 'measured' ? [sum, ['of', check.of]] : [sum];
}
