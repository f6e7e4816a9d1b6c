import type { Says } from '#kernel/status.ts';
import type { Choice, Known, Value } from '../answers/answer.rules.ts';
import type { Provision } from '../answers/provisions/provision.schema.ts';

/** An answer as submitted. */
export type SubmittedAnswer = {
  readonly questionId: string;
  readonly choice: Choice;
  readonly value: Value | null;
  readonly note: string | null;
  readonly documentId: string | null;
  readonly page: string | null;
};
/** A check that a submitted section does not pass, with its figures and its explanation. */
export type SubmittedCheck = { readonly id: string; readonly left: number; readonly right: number; readonly explanation: string };

/**
 * A section as submitted. `checks`: those it does not pass, each explained; absent where it passes all. `provisions`: the national law that it cites; absent
 * where it cites none.
 */
export type SubmittedSection = {
  id: string;
  release: 'reviewers' | 'parties' | 'public';
  answers: SubmittedAnswer[];
  checks?: SubmittedCheck[];
  provisions?: Provision[];
};

type Question = { readonly id: string; readonly type: string; readonly obligations: readonly string[]; readonly evidence: string };
type Answered = SubmittedAnswer & { readonly known: Known | null };

/** One evidence item of a submission: for an obligation, the combined result of its answers. */
export type ItemOfReturn = {
  readonly obligationId: string;
  readonly kind: string;
  readonly says: Says;
  /** Its answers, in the order of the questions. */
  readonly answers: readonly SubmittedAnswer[];
};

/**
 * The evidence a submission creates, one item per obligation and kind. An answer that only confirms existing evidence creates none, so that evidence keeps its
 * date. One that confirms the last return or the joining list is said again, and signed. Only *not known* creates none either; together with answers it leaves the obligation in progress, because unknown is never "no". *Given elsewhere*
 * shows its document and is informative: reviewers read it there.
 */
export function itemsOf(questions: readonly Question[], answers: ReadonlyMap<string, Answered>): ItemOfReturn[] {
  const groups = new Map<string, { obligationId: string; kind: string; questions: Question[] }>();
  for (const question of questions)
    for (const obligationId of question.obligations) {
      const key = `${obligationId} ${question.evidence}`;
      const group = groups.get(key) ?? { obligationId, kind: question.evidence, questions: [] };
      group.questions.push(question);
      groups.set(key, group);
    }
  return [...groups.values()].flatMap(({ obligationId, kind, questions: about }) => {
    const sectionAnswers = about.flatMap((question) => answers.get(question.id) ?? []);
    const isNew = ({ choice, known }: Answered) =>
      choice === 'changed' || choice === 'elsewhere' || (choice === 'still-true' && (known?.from === 'last' || known?.from === 'joining'));
    if (!sectionAnswers.some(isNew)) return [];
    const deciding = new Set(about.filter(({ type }) => type === 'extent' || type === 'yes-no').map(({ id }) => id));
    const says = statementOf(
      sectionAnswers.filter(({ questionId }) => deciding.has(questionId)),
      sectionAnswers,
    );
    return [{ obligationId, kind, says, answers: sectionAnswers.map(({ known: _known, ...answer }) => answer) }];
  });
}

function statementOf(deciding: readonly SubmittedAnswer[], all: readonly SubmittedAnswer[]): Says {
  // What is given elsewhere decides nothing, also where a value was sent with it.
  const values = deciding.flatMap(({ choice, value }) => (choice !== 'elsewhere' && typeof value === 'string' ? [value] : []));
  if (values.length === 0) return all.some(({ choice, value }) => choice !== 'elsewhere' && value === 'nil') ? 'nil' : 'informs';
  const includes = (value: string) => values.includes(value);
  if (!includes('no') && !includes('in-part') && !includes('under-way')) return values.length < deciding.length ? 'in-progress' : 'met';
  if (includes('yes') || includes('in-part')) return 'partly-met';
  return includes('under-way') ? 'in-progress' : 'not-met';
}
