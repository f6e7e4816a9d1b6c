/**
 * The eight types of question. `extent`: yes, in part, no, under way. `count`: a whole number. `tally`: how often something occurred, where a nil return
 * reports that nothing did, and never a zero.
 */
export const QUESTION_TYPES = ['extent', 'yes-no', 'choice', 'choices', 'count', 'tally', 'date', 'text'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export const EXTENTS = ['yes', 'in-part', 'no', 'under-way'] as const;

/** The allowed answers of a question with a fixed list, or null where it has none. */
export function choicesOf(question: { type: QuestionType; options?: readonly { id: string }[] | undefined }): readonly string[] | null {
  if (question.type === 'extent') return EXTENTS;
  if (question.type === 'yes-no') return ['yes', 'no'];
  if (question.type === 'choice' || question.type === 'choices') return (question.options ?? []).map(({ id }) => id);
  return null;
}
