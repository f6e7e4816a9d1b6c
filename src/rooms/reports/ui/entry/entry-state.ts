import { type Draft, unitsOf } from '../../reporter/browser/draft.ts';
import type { CheckedChannel } from '../../reporter/browser/worker-protocol.ts';
import { type Answers, QUESTIONS } from '../../reporter/questions.ts';
import type { Came, CodeGiven } from '../entered/entered.rules.ts';

/** What the operator has entered. It is in the memory of this page only. */
export type Entered = {
  readonly came: Came | '';
  readonly code: CodeGiven | '';
  readonly answers: Answers;
  readonly text: string;
  /** Paths of units as JSON, and numbers of readers: both mean the same in every list, so a list that changes excludes nobody else. */
  readonly units: readonly string[];
  readonly readers: readonly string[];
};
export const NOTHING: Entered = { came: '', code: '', answers: {}, text: '', units: [], readers: [] };

type QuestionId = (typeof QUESTIONS)[keyof typeof QUESTIONS]['id'];

// A question that is hidden again is taken out of the report by the one that shows it.
const SHOWN_BY: Readonly<Partial<Record<QuestionId, readonly [QuestionId, string]>>> = {
  contact: ['way', 'also'],
  'safe-time': ['way', 'also'],
  'safe-words': ['way', 'also'],
  'name-text': ['name', 'give'],
};

/** Whether a question is asked, by what was answered so far. Without a code there is only another way to answer. Pure. */
export function isAsked(id: QuestionId, { answers, code }: Pick<Entered, 'answers' | 'code'>): boolean {
  if (id === 'way') return code !== 'none';
  const by = SHOWN_BY[id];
  return by === undefined || answers[by[0]] === by[1] || (by[0] === 'way' && code === 'none');
}

/** What is encrypted: as a reporter's page reads its form. Pure. */
export function draftOf(entered: Entered): Draft {
  const ids: readonly string[] = Object.values(QUESTIONS)
    .map(({ id }) => id)
    .filter((id) => isAsked(id, entered));
  return {
    answers: Object.fromEntries(
      Object.entries(entered.answers)
        .filter(([id]) => ids.includes(id))
        .map(([id, answer]) => [id, typeof answer === 'string' ? answer.trim() : answer]),
    ),
    text: entered.text.trim(),
    about: { units: entered.units.map(pathOf), readers: entered.readers.map(Number) },
  };
}

/** The units that can be chosen: those of the list, then chosen ones that no list names any more. The report is about them all the same. Pure. */
export function unitChoices(chosen: Entered['units'], readers: CheckedChannel['readers']): { value: string; text: string }[] {
  const listed = unitsOf(readers).map((path) => JSON.stringify(path));
  return [...new Set([...listed, ...chosen])].map((value) => ({ value, text: pathOf(value).join(' / ') }));
}

/** The readers who can be chosen by number: those of the list, then chosen ones that no list names any more, so that each can be undone. Pure. */
export function readerChoices(chosen: Entered['readers'], readers: CheckedChannel['readers']) {
  const listed = readers.map((reader) => ({ value: String(reader.number), reader }));
  const gone = chosen.filter((value) => !listed.some((one) => one.value === value)).map((value) => ({ value, reader: null }));
  return [...listed, ...gone];
}

const pathOf = (unit: string) => JSON.parse(unit) as readonly string[];
