import type { QuestionnaireProblem } from './questionnaire-problem.ts';

/** As many questions as a screen holds. A question that is shown only after another counts too. */
export const MAX_ON_PAGE = 8;

type Words = { readonly en: string; readonly fr: string };
type Paged<Q> = {
  readonly title: Words;
  readonly questions: readonly Q[];
  readonly pages?: readonly { readonly from: string; readonly title: Words }[] | undefined;
};

/** The pages of a section in order, each with its questions. A section without pages is one page under its own title. Pure. */
export function pagesOf<Q extends { readonly id: string }>({ title, questions, pages }: Paged<Q>): { title: Words; questions: Q[] }[] {
  if (pages === undefined) return [{ title, questions: [...questions] }];
  const begins = pages.map(({ from }) => questions.findIndex(({ id }) => id === from));
  return pages.map((page, at) => ({ title: page.title, questions: questions.slice(begins[at], begins[at + 1]) }));
}

/** Checks that the pages of a section begin with its questions in order, the first one with the first, and that none has too many. Pure. */
export function checkPages(section: Omit<Paged<{ readonly id: string }>, 'title'>): QuestionnaireProblem[] {
  const { questions, pages } = section;
  const problems: QuestionnaireProblem[] = [];
  let last = -1;
  pages?.forEach(({ from }, at) => {
    const begins = questions.findIndex(({ id }) => id === from);
    const isInOrder = at === 0 ? begins === 0 : begins > last;
    if (!isInOrder) problems.push({ path: ['pages', at, 'from'], kind: begins < 0 ? 'unknown-question' : 'page-out-of-order', id: from });
    last = begins;
  });
  if (problems.length > 0) return problems;
  pagesOf({ ...section, title: { en: '', fr: '' } }).forEach((page, at) => {
    const tooMany = page.questions[MAX_ON_PAGE];
    if (tooMany)
      problems.push({ path: pages ? ['pages', at, 'from'] : ['questions', MAX_ON_PAGE, 'id'], kind: 'page-too-long', id: tooMany.id });
  });
  return problems;
}
