import { checkChecks } from './check.rules.ts';
import type { Check } from './check.schema.ts';
import { checkPages } from './page.rules.ts';
import { choicesOf, type QuestionType } from './question-types.rules.ts';
import type { QuestionnaireProblem, QuestionnaireProblemKind } from './questionnaire-problem.ts';

type QuestionShape = {
  id: string;
  type: QuestionType;
  obligations: readonly string[];
  evidence: string;
  options?: readonly { id: string }[] | undefined;
  article?: { instrument: string } | undefined;
  partyTo?: string | undefined;
  unlessPartyTo?: readonly string[] | undefined;
  joining?: true | undefined;
  showIf?: { question: string; is: readonly string[] } | undefined;
};
type SectionShape = {
  id: string;
  questions: readonly QuestionShape[];
  pages?: readonly { from: string; title: { en: string; fr: string } }[] | undefined;
};
type QuestionnaireShape = { sections: readonly SectionShape[]; checks?: readonly Check[] | undefined };
type Known = {
  obligations: readonly { id: string; evidence: { kinds: readonly string[] } }[];
  evidenceKinds: readonly { id: string }[];
  instruments: readonly { id: string }[];
  joining: readonly string[];
};

/** Checks that a questionnaire is consistent and refers only to what its edition has. Pure. Returns all problems at once. */
export function checkQuestionnaire(questionnaire: QuestionnaireShape, edition: Known): QuestionnaireProblem[] {
  const problems: QuestionnaireProblem[] = [];
  const before = new Map<string, QuestionShape>();
  const sections = new Set<string>();
  questionnaire.sections.forEach((section, s) => {
    const inSection = ['questionnaire', 'sections', s];
    if (sections.has(section.id)) problems.push({ path: [...inSection, 'id'], kind: 'duplicate-id', id: section.id });
    sections.add(section.id);
    section.questions.forEach((question, q) => {
      const found = checkQuestion(question, before, edition);
      problems.push(...found.map((one) => ({ ...one, path: [...inSection, 'questions', q, ...one.path] })));
      before.set(question.id, question);
    });
    problems.push(...checkPages(section).map((one) => ({ ...one, path: [...inSection, ...one.path] })));
  });
  return [...problems, ...checkChecks(questionnaire)];
}

function checkQuestion(question: QuestionShape, before: ReadonlyMap<string, QuestionShape>, edition: Known): QuestionnaireProblem[] {
  const problems: QuestionnaireProblem[] = [];
  const add = (kind: QuestionnaireProblemKind, id: string, ...path: (string | number)[]) => problems.push({ path, kind, id });
  if (before.has(question.id)) add('duplicate-id', question.id, 'id');
  const kindKnown = edition.evidenceKinds.some(({ id }) => id === question.evidence);
  if (!kindKnown) add('unknown-evidence-kind', question.evidence, 'evidence');
  question.obligations.forEach((id, at) => {
    const obligation = edition.obligations.find((one) => one.id === id);
    if (obligation === undefined) add('unknown-obligation', id, 'obligations', at);
    // An answer recorded as evidence of a kind that the obligation does not list would never count.
    else if (kindKnown && !obligation.evidence.kinds.includes(question.evidence)) add('evidence-not-asked', id, 'obligations', at);
  });
  const { article, partyTo, showIf } = question;
  // An answer on the joining list says whether a step is taken: it answers a question for an extent about that row, and no other.
  const isOnList = question.type === 'extent' && question.obligations.every((id) => edition.joining.includes(id));
  if (question.joining && !isOnList) add('not-on-joining-list', question.id, 'joining');
  const isInstrument = (named: string) => edition.instruments.some(({ id }) => id === named);
  if (partyTo && !isInstrument(partyTo)) add('unknown-instrument', partyTo, 'partyTo');
  question.unlessPartyTo?.forEach((id, at) => {
    if (!isInstrument(id)) add('unknown-instrument', id, 'unlessPartyTo', at);
  });
  if (article && !edition.instruments.some(({ id }) => id === article.instrument)) {
    add('unknown-instrument', article.instrument, 'article', 'instrument');
  }
  const lists = question.type === 'choice' || question.type === 'choices';
  if (lists && question.options === undefined) add('options-missing', question.id, 'type');
  if (!lists && question.options !== undefined) add('options-unused', question.id, 'options');
  if (showIf) {
    const asked = before.get(showIf.question);
    if (asked === undefined) add('shown-by-later', showIf.question, 'showIf', 'question');
    else {
      const possible = choicesOf(asked) ?? [];
      showIf.is.forEach((value, at) => {
        if (!possible.includes(value)) add('shown-by-unknown-answer', value, 'showIf', 'is', at);
      });
    }
  }
  return problems;
}

/** Checks that a table of reviews elsewhere names existing questions, each at most once in a review. */
export function checkElsewhere(
  table: { questionnaire: string; reviews: readonly { parts: readonly { id: string; questions: readonly string[] }[] }[] },
  questionnaires: readonly (QuestionnaireShape & { id: string })[],
): QuestionnaireProblem[] {
  const asked = questionnaires.find(({ id }) => id === table.questionnaire);
  if (asked === undefined) return [{ path: ['elsewhere', 'questionnaire'], kind: 'unknown-questionnaire', id: table.questionnaire }];
  const known = new Set(asked.sections.flatMap(({ questions }) => questions.map(({ id }) => id)));
  return table.reviews.flatMap(({ parts }, r) => {
    const before = new Set<string>();
    return parts.flatMap(({ questions }, p) =>
      questions.flatMap((id, q): QuestionnaireProblem[] => {
        const path = ['elsewhere', 'reviews', r, 'parts', p, 'questions', q];
        if (!known.has(id)) return [{ path, kind: 'unknown-question', id }];
        if (before.has(id)) return [{ path, kind: 'duplicate-id', id }];
        before.add(id);
        return [];
      }),
    );
  });
}
