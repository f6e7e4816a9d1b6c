import { useEffect } from 'react';
import { isOpen } from '../../../answers/answer.rules.ts';
import type { ReturnView } from '../../../return.schema.ts';
import { pageNumberOf } from '../../return-words.ts';

/**
 * The next question that this reader may answer and that needs an answer: after one question, or from one on, else from the first. It wraps around. Undefined
 * where none is open.
 */
export function nextOpenQuestion(
  { sections, answers }: Pick<ReturnView, 'sections' | 'answers'>,
  start: { after?: string | undefined; from?: string | undefined },
): { sectionId: string; page: number; questionId: string } | undefined {
  const rows = new Map((answers ?? []).map((row) => [row.questionId, row]));
  // Sections of others count as places to start from, not as places to go to.
  const all = sections.flatMap((section) => section.questions.map((question) => ({ section, question })));
  const placeOf = (id: string | undefined) => all.findIndex(({ question }) => question.id === id);
  const begin = start.after === undefined ? Math.max(0, placeOf(start.from)) : placeOf(start.after) + 1;
  const found = [...all.slice(begin), ...all.slice(0, begin)].find(
    ({ section, question }) => section.yours && rows.has(question.id) && isOpen(question, rows),
  );
  return found && { sectionId: found.section.id, page: pageNumberOf(found.section, found.question.id), questionId: found.question.id };
}

/** The id of a question on the page. */
export const placeOfQuestion = (questionId: string): string => `question-${questionId}`;

// The question to focus once its page is shown.
let wanted: string | undefined;

/** Focuses the answer of a question, or does so once its page is shown. */
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
