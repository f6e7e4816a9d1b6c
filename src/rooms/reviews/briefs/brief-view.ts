import type { Origin, Status } from '#kernel/status.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { appendixOf, mark, obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { translateReport } from '../reports/documents/texts.ts';
import type { BriefClause, BriefDate, BriefFinding, BriefMark, BriefReview, BriefTrend, ClauseBrief, PartyBrief } from './brief.schema.ts';
import { translateBrief } from './texts.ts';

/** What a brief needs of its edition: the server has the whole of it, the desk what the API gives. */
type Words = Pick<EditionData, 'title' | 'clauses' | 'obligations'>;

/** Most findings and dates on the page; what is left out is counted. */
const SHOWN = { findings: 5, dates: 7 } as const;

export type MarkView = {
  readonly key: string;
  readonly status: Status | 'not-rated';
  readonly origin: Origin | null;
  readonly differs: boolean;
  readonly late: boolean;
  readonly name: string;
};
/** One row: a clause of a party, or a party under a clause. `source`: the number of its source; null where none is named. */
export type RowView = {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly marks: readonly MarkView[];
  readonly shows: string;
  readonly source: number | null;
  readonly since: string;
  readonly isChanged: boolean;
  readonly next: string;
  readonly isLate: boolean;
};
export type TrendView = {
  readonly key: string;
  readonly title: string;
  /** The whole content in words, for those who do not see the picture. */
  readonly alt: string;
  readonly rounds: readonly {
    readonly title: string;
    readonly parts: readonly { status: Status | 'not-rated'; word: string; n: number }[];
  }[];
};
/** A brief in words: what the screen draws and what the PDF prints. */
export type BriefView = {
  readonly title: string;
  readonly meta: string;
  readonly short: string;
  readonly note: string | null;
  readonly heads: { readonly section: string; readonly side: string; readonly name: string; readonly since: string };
  readonly rows: readonly RowView[];
  readonly empty: string;
  readonly findings: { readonly lines: readonly string[]; readonly more: string | null };
  readonly dates: {
    readonly lines: readonly { day: string; text: string; late: boolean }[];
    readonly more: string | null;
    readonly none: string;
  };
  readonly sources: { readonly lines: readonly string[]; readonly side: string };
  readonly trend: readonly TrendView[];
  readonly trendNone: string | null;
};

/** Words a brief on a party. */
export function partyBriefView(brief: PartyBrief, edition: Words, locale: Locale): BriefView {
  const t = translator(locale);
  const { party, basis, review } = brief;
  const isCurrent = basis === 'current';
  const marks = brief.clauses.flatMap((clause) => clause.marks);
  const before = isCurrent ? review : brief.before;
  return {
    ...shared(brief, edition, locale),
    title: t('title.party', { party: party.name[locale] }),
    meta: metaOf(),
    short: shortOf(),
    note: isCurrent ? null : t('adopted.note'),
    heads: { section: t('clauses'), side: t('clauses.side'), name: t('clause'), since: sinceHead(before, locale) },
    rows: brief.clauses.map((clause) => {
      const { title, name } = clauseWords(edition, clause.clauseId, locale);
      return { ...rowOf(clause, edition, locale), key: clause.clauseId, name, title };
    }),
    empty: t('adopted.empty'),
    dates: datesOf(brief.dates, locale, isCurrent ? t('dates.none') : t('dates.closed')),
  };

  function metaOf(): string {
    const words = { day: day(locale, brief.asOf), party: party.name[locale] };
    if (review === null) return t(isCurrent ? 'meta.current.none' : 'meta.adopted.none', words);
    return t(isCurrent ? 'meta.current' : 'meta.adopted', {
      ...words,
      round: review.title[locale],
      adopted: day(locale, review.adoptedAt),
    });
  }

  function shortOf(): string {
    const of = (origin: Origin | null) => marks.filter((one) => one.origin === origin).length;
    if (!isCurrent) return t('short.adopted', { all: marks.length, rated: of('rated'), none: of(null) });
    return t('short.current', {
      all: marks.length,
      measured: of('measured'),
      rated: of('rated'),
      public: of('public-source'),
      declared: of('declared'),
      none: of(null),
      differs: marks.filter(({ differs }) => differs).length,
    });
  }
}

/** Words a brief on a clause. */
export function clauseBriefView(brief: ClauseBrief, edition: Words, locale: Locale): BriefView {
  const t = translator(locale);
  const { name, title } = clauseWords(edition, brief.clauseId, locale);
  const names = new Map(brief.rows.map(({ party }) => [party.id, party.name[locale]]));
  const current = brief.rows.filter(({ basis }) => basis === 'current').length;
  return {
    ...shared(brief, edition, locale, names),
    title: t('title.clause', { clause: `${name} ${title}` }),
    meta: t('meta.clause', { day: day(locale, brief.asOf), policy: edition.title[locale] }),
    short: t('short.clause', { shown: brief.rows.length, current, adopted: brief.rows.length - current, unseen: brief.unseen }),
    note: current < brief.rows.length ? t('adopted.note') : null,
    heads: { section: t('parties'), side: t('clauses.side'), name: t('party'), since: t('since.none') },
    rows: brief.rows.map((row) => ({
      ...rowOf(row, edition, locale),
      key: row.party.id,
      name: row.party.name[locale],
      title: row.basis === 'current' ? '' : t('basis.adopted', { round: row.review?.title[locale] ?? '' }),
    })),
    empty: t('adopted.empty'),
    dates: datesOf(brief.dates, locale, t('dates.none'), names),
  };
}

const translator = (locale: Locale) => (key: Parameters<typeof translateBrief>[1], values?: Parameters<typeof translateBrief>[2]) =>
  translateBrief(locale, key, values);

const day = (locale: Locale, at: string) => formatDay(locale, at.slice(0, 10)).replaceAll(' ', '\u00a0');
const statusWord = (locale: Locale, status: Status | 'not-rated') => translateReport(locale, `status.${status}`);

function sinceHead(review: BriefReview | null, locale: Locale): string {
  const t = translator(locale);
  return review === null ? t('since.none') : t('since', { round: review.title[locale] });
}

// 5d† and its short name; an appendix has its whole name.
function clauseWords(edition: Words, clauseId: string, locale: Locale): { name: string; title: string } {
  const appendix = appendixOf(clauseId);
  const number = appendix === null ? clauseId : translateBrief(locale, 'clause.appendix', { id: appendix });
  return { name: `${number}${mark(edition, clauseId)}`, title: edition.clauses.find(({ id }) => id === clauseId)?.short[locale] ?? '' };
}

function shared(brief: PartyBrief | ClauseBrief, edition: Words, locale: Locale, names?: ReadonlyMap<string, string>) {
  const t = translator(locale);
  const trend = trendViews(brief.trend, edition, locale);
  return {
    findings: {
      lines: brief.findings.slice(0, SHOWN.findings).map((finding) => findingLine(finding, edition, locale, names?.get(finding.partyId))),
      more: brief.findings.length > SHOWN.findings ? t('findings.more', { n: brief.findings.length - SHOWN.findings }) : null,
    },
    sources: {
      lines: brief.sources.map(({ origin, text, asOf }) => {
        const words = { origin: capital(translateReport(locale, `origin.${origin}`)), text: text[locale] };
        return asOf === null ? t('source', words) : t('source.dated', { ...words, day: day(locale, asOf) });
      }),
      side: t('sources.side', { day: day(locale, brief.asOf) }),
    },
    trend: brief.trend.rounds.length < 2 ? [] : trend,
    trendNone: brief.trend.rounds.length < 2 ? t('trend.none', { n: brief.trend.rounds.length }) : null,
  };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function rowOf(clause: Omit<BriefClause, 'clauseId'>, edition: Words, locale: Locale): Omit<RowView, 'key' | 'name' | 'title'> {
  const t = translator(locale);
  const { evidence, otherItems } = clause;
  const changed = clause.marks.filter(({ before, status }) => before != null && before !== status);
  const isNew = clause.marks.every(({ before }) => before == null);
  const isLate = clause.next !== null && clause.marks.some(({ late }) => late !== null);
  const number = (id: string) => `${obligationNumber(id)}${mark(edition, id)}`;
  return {
    marks: clause.marks.map((one) => markView(one, edition, locale)),
    shows: showsOf(),
    source: evidence === null ? null : evidence.source + 1,
    since: isNew
      ? t('since.new')
      : changed.length === 0
        ? t('since.same')
        : changed
            .map(({ obligationId, before }) => t('since.was', { number: number(obligationId), status: statusWord(locale, before!) }))
            .join(', '),
    isChanged: changed.length > 0,
    next: clause.next === null ? t('next.none') : isLate ? t('next.late', { day: day(locale, clause.next) }) : day(locale, clause.next),
    isLate,
  };

  function showsOf(): string {
    if (evidence === null) return t('rests.none');
    return otherItems === 0 ? evidence.title[locale] : t('rests.more', { title: evidence.title[locale], n: otherItems });
  }
}

function markView({ obligationId, status, origin, differs, late }: BriefMark, edition: Words, locale: Locale): MarkView {
  const t = translator(locale);
  const shown = status ?? 'not-rated';
  const words = { number: `${obligationNumber(obligationId)}${mark(edition, obligationId)}`, status: statusWord(locale, shown) };
  const plain = origin === null ? t('mark', words) : t('mark.origin', { ...words, origin: translateReport(locale, `origin.${origin}`) });
  const dated = late === null ? plain : t('mark.late', { mark: plain, day: day(locale, late) });
  return {
    key: obligationId,
    status: shown,
    origin,
    differs,
    late: late !== null,
    name: differs ? t('mark.differs', { mark: dated }) : dated,
  };
}

function findingLine(finding: BriefFinding, edition: Words, locale: Locale, party: string | undefined): string {
  const t = translator(locale);
  const words = {
    title: finding.title,
    clauses: finding.clauses.map((id) => clauseWords(edition, id, locale).name).join(', '),
    day: day(locale, finding.due),
    round: finding.asAdopted?.[locale] ?? '',
  };
  const key = finding.asAdopted ? 'finding.adopted' : finding.late ? 'finding.late' : finding.reported ? 'finding.reported' : 'finding';
  return party === undefined ? t(key, words) : t('finding.of', { party, finding: t(key, words) });
}

function datesOf(dates: readonly BriefDate[], locale: Locale, none: string, names?: ReadonlyMap<string, string>): BriefView['dates'] {
  const t = translator(locale);
  return {
    lines: dates.slice(0, SHOWN.dates).map((date) => {
      const party = date.kind === 'evidence' ? undefined : names?.get(date.partyId);
      const what = t(`date.${date.kind}`, { of: date.of[locale] });
      const whose = party === undefined ? what : t('finding.of', { party, finding: what });
      return { day: day(locale, date.day), text: date.late ? t('date.late', { what: whose }) : whose, late: date.late };
    }),
    more: dates.length > SHOWN.dates ? t('dates.more', { n: dates.length - SHOWN.dates }) : null,
    none,
  };
}

function trendViews(trend: BriefTrend, edition: Words, locale: Locale): TrendView[] {
  const t = translator(locale);
  return trend.clauses.map(({ clauseId, counts }) => {
    const { name, title } = clauseWords(edition, clauseId, locale);
    const rounds = trend.rounds.map((round, at) => ({
      title: round.parties > 1 ? t('trend.parties', { round: round.title[locale], n: round.parties }) : round.title[locale],
      parts: ORDER.flatMap((status) => {
        const n = counts[at]!.find(({ rating }) => (rating ?? 'not-rated') === status)?.n ?? 0;
        return n === 0 ? [] : [{ status, word: statusWord(locale, status), n }];
      }),
    }));
    const inWords = rounds.map((round) =>
      t('trend.alt.round', {
        round: round.title,
        counts: round.parts.map(({ word, n }) => t('trend.count', { n, status: word })).join(', ') || '0',
      }),
    );
    const alt = t('trend.alt', { clause: `${name} ${title}`, rounds: inWords.join('. ') });
    return { key: clauseId, title: `${name} ${title}`, alt, rounds };
  });
}

// From the bottom of a bar to its top, as the legend has them.
const ORDER = ['met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'not-reported', 'not-rated'] as const;
