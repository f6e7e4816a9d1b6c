import { inEach, type Locale } from '#kernel/languages.ts';
import { pagesOf, type Question, type Questionnaire } from '#rooms/policy/index.ts';
import type { Known } from './answer.rules.ts';

/** One row of the treaty table, as far as a return needs it. */
export type TreatyRow = {
  readonly instrument: string;
  readonly cell: {
    readonly status: string;
    readonly actionDate: string | null;
    readonly asOf: string | null;
    readonly source: string | null;
  };
};
/** The status of a party in the instruments that a questionnaire names, on the day its return was opened. An instrument without a row is unknown. */
export type TreatyStates = Readonly<Record<string, string>>;

/** The treaties of a question that reads the treaty table. */
const TREATIES = ['UNTOC', 'TIP'] as const;

/** The statuses that decide which questions a party is asked. Pure. */
export function treatyStates({ sections }: Pick<Questionnaire, 'sections'>, rows: readonly TreatyRow[]): TreatyStates {
  const named = sections.flatMap(({ questions }) =>
    questions.flatMap(({ partyTo, unlessPartyTo = [] }) => [partyTo ?? [], unlessPartyTo].flat()),
  );
  return Object.fromEntries(named.map((id) => [id, rows.find(({ instrument }) => instrument === id)?.cell.status ?? 'unknown']));
}

/** Why a question that is asked of parties to an instrument is asked: it is a party, or that is unknown. Null: it is not asked. */
export function askedAs(partyTo: string, states: TreatyStates): 'party' | 'unknown' | null {
  const status = states[partyTo] ?? 'unknown';
  return status === 'party' || status === 'unknown' ? status : null;
}

/** The questionnaire as it is asked of a party: without the questions that the treaty table answered on the day its return was opened. Pure. */
export function askedOf(questionnaire: Questionnaire, states: TreatyStates): Questionnaire {
  const isAskedOf = ({ partyTo, unlessPartyTo }: Pick<Question, 'partyTo' | 'unlessPartyTo'>) =>
    (partyTo === undefined || askedAs(partyTo, states) !== null) && !unlessPartyTo?.every((id) => states[id] === 'party');
  const sections = questionnaire.sections.map((section) => {
    // A page begins with its first question that is asked.
    const pages = pagesOf(section).flatMap(({ title, questions }) => {
      const first = questions.find(isAskedOf);
      return first ? [{ title, from: first.id }] : [];
    });
    return { ...section, questions: section.questions.filter(isAskedOf), ...(section.pages && { pages }) };
  });
  return { ...questionnaire, sections };
}

/** The facts of the treaty table, to be confirmed. Null where the table knows nothing. `words` writes one line a treaty. Pure. */
export function knownTreaties(
  rows: readonly TreatyRow[],
  words: (locale: Locale, instrument: 'UNTOC' | 'TIP', status: string, day: string | null) => string,
): Known | null {
  const found = TREATIES.map((id) => ({ id, cell: rows.find(({ instrument }) => instrument === id)?.cell }));
  const known = found.flatMap(({ cell }) => (cell !== undefined && cell.status !== 'unknown' ? [cell] : []));
  if (known.length === 0) return null;
  // For a span of years (`2022-2024`) the last one counts.
  const days = known.flatMap(({ asOf }) => asOf?.replace(/^\d{4}-(\d{4})$/, '$1') ?? []);
  const line = (locale: Locale) =>
    found.map(({ id, cell }) => words(locale, id, cell?.status ?? 'unknown', cell?.actionDate ?? null)).join(' ');
  return {
    from: 'register',
    value: 'agree',
    itemId: null,
    title: inEach(line),
    date: days.sort()[0] ?? '',
    origin: 'public-source',
    source: [...new Set(known.flatMap(({ source }) => source ?? []))].join(' ; '),
  };
}
