/** A sentence that readers choose, and the answers a reporter may tap. Both sides read it in their own language. */
export type Phrase = { readonly code: string; readonly answers: readonly string[] };

const YES_NO = ['yes', 'no', 'not-known', 'not-say'] as const;
const HOW_MANY = ['all', 'some', 'none', 'not-known', 'not-say'] as const;
const NONE: readonly string[] = [];

/**
 * The phrasebook: what readers most often write, as codes. No machine translates; a person wrote each sentence in each language. A code that was sent once keeps its
 * meaning. An answer goes as `code/answer`.
 */
export const PHRASES: readonly Phrase[] = [
  ...statements(
    'thank-you',
    'read-it',
    'told-nobody',
    'need-time',
    'cannot-help',
    'passed-on-done',
    'ended',
    'joined',
    'no-pictures',
    'no-search',
    'call-now',
  ),
  ...statements('safe-first', 'no-testimony', 'no-blame', 'how-to-clear', 'come-back-tomorrow', 'come-back-week'),
  ...questions(
    YES_NO,
    'are-you-safe',
    'danger-now',
    'child-there',
    'injured',
    'ill',
    'may-pass-on',
    'may-pass-on-helper',
    'may-pass-on-police',
  ),
  ...questions(
    YES_NO,
    'want-to-leave',
    'can-call',
    'interpreter-needed',
    'weapons',
    'still-there',
    'known-to-chief',
    'moved-soon',
    'can-meet',
  ),
  ...questions(HOW_MANY, 'papers-held', 'free-to-leave', 'paid', 'locked-in', 'threatened', 'hurt', 'debts'),
  { code: 'how-many', answers: ['one', 'few', 'ten', 'more', 'not-known', 'not-say'] },
  { code: 'since-when', answers: ['days', 'weeks', 'months', 'years', 'not-known', 'not-say'] },
];

function statements(...codes: string[]): Phrase[] {
  return codes.map((code) => ({ code, answers: NONE }));
}

function questions(answers: readonly string[], ...codes: string[]): Phrase[] {
  return codes.map((code) => ({ code, answers }));
}

/** The phrase of a code, and the answer, where the code names one; undefined for a code that this version does not know. */
export function findPhrase(code: string): { phrase: Phrase; answer: string | null } | undefined {
  const [name, answer = null] = code.split('/');
  const phrase = PHRASES.find((one) => one.code === name);
  if (phrase === undefined || (answer !== null && !phrase.answers.includes(answer))) return undefined;
  return { phrase, answer };
}
