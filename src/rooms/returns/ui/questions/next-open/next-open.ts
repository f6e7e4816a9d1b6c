import { useEffect } from 'react';
import { isOpen } from '../../../answers/answer.rules.ts';
import type { ReturnView } from '../../../return.schema.ts';

/** The next question that this reader may answer and that needs an answer, after a question or from the first; wraps around. Undefined where none is open. */
export function nextOpenQuestion(
  { sections, answers }: Pick<ReturnView, 'sections' | 'answers'>,
  after: string | undefined,
): { sectionId: string; questionId: string } | undefined {
  const rows = new Map((answers ?? []).map((row) => [row.questionId, row]));
  const own = sections
    .filter(({ yours }) => yours)
    .flatMap(({ id, questions }) => questions.filter((one) => rows.has(one.id)).map((question) => ({ sectionId: id, question })));
  const at = own.findIndex(({ question }) => question.id === after);
  const found = [...own.slice(at + 1), ...own.slice(0, at + 1)].find(({ question }) => isOpen(question, rows));
  return found && { sectionId: found.sectionId, questionId: found.question.id };
}

/** The id of a question on the page. */
export const placeOfQuestion = (questionId: string): string => `question-${questionId}`;

// The question to focus once its section is shown.
let wanted: string | undefined;

/** Focuses the answer of a question, or does so once its section is shown. */
export function goToQuestion(questionId: string): void {
  wanted = focusAnswer(questionId) ? undefined : questionId;
}

/** Focuses this question when it appears, if a person asked for it. */
export function useArrival(questionId: string): void {
  useEffect(() => {
    if (wanted === questionId && focusAnswer(questionId)) wanted = undefined;
  }, [questionId]);
}

function focusAnswer(questionId: string): boolean {
  const card = document.getElementById(placeOfQuestion(questionId));
  const field = card?.querySelector<HTMLElement>('input, textarea, select');
  if (!card || !field) return false;
  card.scrollIntoView({ block: 'center' });
  field.focus({ preventScroll: true });
  return true;
}
