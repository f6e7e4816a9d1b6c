/** How a question is answered: one choice, several, or words. */
export type Question = { readonly id: string; readonly kind: 'one' | 'many' | 'words'; readonly choices: readonly string[] };

/**
 * The questions of the form with the codes of their answers, as a report holds them in `answers`. A reader's desk shows a code in the reader's own language. A code
 * that was sent once keeps its meaning. None has a preset answer, and each can be skipped.
 */
export const QUESTIONS = {
  age: one('age', 'adult', 'child'),
  whom: one('whom', 'me', 'known', 'seen', 'many'),
  phone: one('phone', 'no', 'yes', 'not-known'),
  danger: one('danger', 'yes', 'no', 'not-known'),
  need: many('need', 'bed', 'doctor', 'food', 'interpreter', 'way-out', 'other'),
  where: words('where'),
  when: one('when', 'now', 'week', 'longer', 'not-known'),
  wishes: many('wishes', 'no-police', 'no-employer', 'no-unit', 'no-embassy', 'ask-first'),
  way: one('way', 'code', 'also', 'none'),
  contact: words('contact'),
  safeTime: words('safe-time'),
  safeWords: words('safe-words'),
  name: one('name', 'leave-out', 'give'),
  nameText: words('name-text'),
} as const satisfies Record<string, Question>;

/** The texts of the form that have simpler words for a person under 18, under their key with `-child`. */
export const SIMPLER: readonly string[] = [
  ...['danger.hint', 'need', 'need.interpreter', 'need.way-out', 'what.hint', 'about.hint', 'wishes.hint'],
  ...['code.only', 'code.paper', 'send.seen'],
];

function one<const Choice extends string>(id: string, ...choices: Choice[]) {
  return { id, kind: 'one', choices } as const;
}
function many<const Choice extends string>(id: string, ...choices: Choice[]) {
  return { id, kind: 'many', choices } as const;
}
function words(id: string) {
  return { id, kind: 'words', choices: [] } as const;
}

/** The taps and short words of a report by the id of their question. A question that was skipped is not in it. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** The answers without those that are empty: a skipped question leaves nothing. */
export function givenAnswers(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer.length > 0));
}

/** Whether the reporter says that someone is in danger now: the one answer that the server sees. */
export function isDangerNow(answers: Answers): boolean {
  return answers[QUESTIONS.danger.id] === 'yes';
}
