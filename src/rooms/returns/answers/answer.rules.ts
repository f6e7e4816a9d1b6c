import { isPartialDate } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { Origin, Says } from '#kernel/status.ts';
import type { QuestionType } from '#rooms/policy/index.ts';

/** Answers for the policy's extents, mapped from what evidence says. Other statuses suggest no answer. */
const EXTENT_OF: Partial<Record<Says, string>> = { met: 'yes', 'partly-met': 'in-part', 'not-met': 'no', 'in-progress': 'under-way' };

export const CHOICES = ['still-true', 'changed', 'not-known', 'elsewhere'] as const;
export type Choice = (typeof CHOICES)[number];

/** A value: an option of the list, several of them, a number, a partial date, a text; `nil` is a nil return. */
export type Value = string | number | string[];

/**
 * What was known before the party was asked. `value` is null where the evidence gives no answer of this type, or where the last return answered by a document
 * alone.
 */
export type Known = {
  readonly from: 'evidence' | 'last' | 'register' | 'joining';
  readonly value: Value | null;
  readonly itemId: string | null;
  readonly title: { readonly en: string; readonly fr: string } | null;
  readonly date: string;
  readonly origin: Origin;
  /** Of facts of the register: where they were read. */
  readonly source?: string;
  /** The document and page that showed it in the last return. */
  readonly documentId?: string | null;
  readonly page?: string | null;
};

/** The facts of a question that are needed to judge an answer. */
export type AskedQuestion = {
  readonly id: string;
  readonly type: QuestionType;
  readonly options?: readonly { readonly id: string }[] | undefined;
  readonly optional?: boolean | undefined;
  readonly showIf?: { readonly question: string; readonly is: readonly string[] } | undefined;
};
export type Given = {
  readonly choice: Choice;
  readonly value: Value | null;
  readonly documentId: string | null;
  readonly page: string | null;
};

const EXTENTS = ['yes', 'in-part', 'no', 'under-way'];
const MOST = 1_000_000_000;

/** The answer that an evidence item suggests for a question of this type. A count, such as how many persons signed, never answers with yes or no. */
export function valueOfEvidence(type: AskedQuestion['type'], says: Says, isCount: boolean): Value | null {
  if (isCount && type !== 'tally') return null;
  if (type === 'extent') return EXTENT_OF[says] ?? null;
  return type === 'tally' && says === 'nil' ? 'nil' : null;
}

/** Whether what is known is an answer that can be confirmed. Evidence without an answer of this type, or an explanation, is shown next to the question. */
export function canConfirm<Shown extends Pick<Known, 'from' | 'value'>>(known: Shown | null): known is Shown {
  return known !== null && (known.value !== null || known.from === 'last' || known.from === 'register');
}

/**
 * Checks an answer. *Still true* needs a known answer and takes over its value, document and page; evidence that suggests no answer is none. *Changed* needs a value of the question's type. *Not known*
 * has no value. *Given elsewhere* needs the document that contains it, and takes a value only where the question has one.
 */
export function decideAnswer(question: AskedQuestion, known: Known | null, given: Given): Decision<Given> {
  const at = { questionId: question.id };
  const { documentId, page } = given;
  if (given.choice === 'still-true') {
    if (!canConfirm(known)) return refuse('returns/nothing-to-confirm', at);
    const shown =
      documentId === null && page === null ? { documentId: known.documentId ?? null, page: known.page ?? null } : { documentId, page };
    return accept({ choice: 'still-true', value: known.value, ...shown });
  }
  if (given.choice === 'not-known') return accept({ choice: 'not-known', value: null, documentId, page });
  if (given.choice === 'elsewhere' && documentId === null) return refuse('returns/document-needed', at);
  if (given.value === null || given.value === '')
    return given.choice === 'elsewhere' ? accept({ ...given, value: null }) : refuse('returns/value-missing', at);
  // A counted zero means that nothing occurred. That is a nil return and must be filed as one.
  if (question.type === 'tally' && given.value === 0) return refuse('returns/nil-not-zero', at);
  const { choice, value } = given;
  return isValidValue(question, value)
    ? accept({ choice, value, documentId, page })
    : refuse('returns/value-wrong', { ...at, type: question.type });
}

/** Whether a value is valid for this question. */
export function isValidValue(question: AskedQuestion, value: Value): boolean {
  const one = typeof value === 'string' ? value : '';
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST;
  const options = question.options?.map(({ id }) => id) ?? [];
  switch (question.type) {
    case 'extent':
      return EXTENTS.includes(one);
    case 'yes-no':
      return one === 'yes' || one === 'no';
    case 'choice':
      return options.includes(one);
    case 'choices':
      return Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every((id) => options.includes(id));
    case 'count':
      return isCount;
    case 'tally':
      return one === 'nil' || (isCount && value > 0);
    case 'date':
      return isPartialDate(one);
    case 'text':
      return one.trim() !== '' && one.length <= 4000;
  }
}

/** Whether a question is asked, given the answers so far. A question that is not asked is neither counted nor submitted, but its answer is kept. */
export function isAsked(question: AskedQuestion, answers: ReadonlyMap<string, { choice: Choice | null; value: Value | null }>): boolean {
  const { showIf } = question;
  if (showIf === undefined) return true;
  const value = answers.get(showIf.question)?.value ?? null;
  return value !== null && [value].flat().some((one) => showIf.is.includes(String(one)));
}

/** Progress of the answers: confirmed, new, not known and left. */
export type Progress = {
  readonly asked: number;
  readonly stillTrue: number;
  readonly changed: number;
  readonly notKnown: number;
  readonly elsewhere: number;
  readonly left: number;
};

/** Whether a question still needs an answer. An optional one without an answer is unknown. */
export function isOpen(question: AskedQuestion, answers: Parameters<typeof isAsked>[1]): boolean {
  return question.optional !== true && isAsked(question, answers) && (answers.get(question.id)?.choice ?? null) === null;
}

/** Counts the questions that are asked. An optional question counts once it has an answer. */
export function progressOf(
  questions: readonly AskedQuestion[],
  answers: ReadonlyMap<string, { choice: Choice | null; value: Value | null }>,
): Progress {
  const asked = questions.filter(
    (question) => isAsked(question, answers) && (question.optional !== true || (answers.get(question.id)?.choice ?? null) !== null),
  );
  const count = (choice: Choice | null) => asked.filter(({ id }) => (answers.get(id)?.choice ?? null) === choice).length;
  return {
    asked: asked.length,
    stillTrue: count('still-true'),
    changed: count('changed'),
    notKnown: count('not-known'),
    elsewhere: count('elsewhere'),
    left: count(null),
  };
}
