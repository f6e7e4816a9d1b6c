import type { Answers } from '../../reporter/questions.ts';

/** How an operator received the report that they entered. */
export const CAME = ['visit', 'telephone', 'letter', 'radio'] as const;
// An interview (5f) is entered on a page of its own.
const WAYS = [...CAME, 'interview'] as const;
export type Came = (typeof WAYS)[number];
/** Whether the person has a code for answers: on a printed slip, or none. */
export const CODES = ['slip', 'none'] as const;
export type CodeGiven = (typeof CODES)[number];

/**
 * The marks of a report that an operator entered. They are among the answers, inside the ciphertext: the server cannot distinguish such a report from any
 * other.
 */
export const ENTERED_MARKS = ['came', 'code'] as const;

/** The answers of a report that an operator entered, with its marks. Pure. */
export const markedAnswers = (answers: Answers, came: Came, code: CodeGiven): Answers => ({ ...answers, came, code });

/** How a report was entered by an operator; null where its reporter wrote it, or where the marks are none of these. Pure. */
export function enteredOf(answers: Readonly<Record<string, unknown>>): { came: Came; code: CodeGiven } | null {
  const came = WAYS.find((one) => one === answers.came);
  const code = CODES.find((one) => one === answers.code);
  return came === undefined || code === undefined ? null : { came, code };
}
