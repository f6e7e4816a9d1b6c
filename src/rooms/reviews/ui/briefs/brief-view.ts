import type { Origin, Status } from '#kernel/status.ts';
import { lowered } from '#platform/texts/case.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { BriefClause, BriefDate, BriefFinding, BriefMark, BriefReview, ClauseBrief, PartyBrief } from '../../briefs/brief.schema.ts';
import { type BriefEdition, clauseWords, day, numberOf, translator } from './brief-words.ts';
import { type TrendView, trendViews } from './trend-view.ts';

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
/** A brief in words: what the screen draws and what the PDF prints. */
export type BriefView = {
  readonly title: string;
  readonly meta: string;
  readonly short: string;
  readonly note: string | null;
  readonly heads: { readonly section: string; readonly side: string; readonly name: string; readonly since: string };
  readonly rows: readonly RowView[];
  /** Whether marks may say that sources differ: adopted ratings never do. */
  readonly readsDifferences: boolean;
  readonly empty: string;
  readonly findings: { readonly lines: readonly string[]; readonly more: string | null };
  readonly dates: {
    readonly lines: readonly { day: string; text: string; late: boolean }[];
    readonly more: string | null;
    readonly none: string;
    /** What is known of the party's last return; null where returns are not asked of it, or not shown. */
    readonly note: string | null;
  };
  readonly sources: { readonly lines: readonly string[]; readonly side: string };
  readonly trend: readonly TrendView[];
  readonly trendNone: string | null;
};

/** Words a brief on a party. */
export function partyBriefView(brief: PartyBrief, edition: BriefEdition, locale: Locale): BriefView {
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
    readsDifferences: isCurrent,
    empty: t('adopted.empty'),
    dates: { ...datesOf(brief.dates, locale, isCurrent ? t('dates.none') : t('dates.closed')), note: returnOf() },
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

  function returnOf(): string | null {
    if (brief.lastReturn === undefined) return null;
    const last = brief.lastReturn;
    return last === null ? t('return.none') : t('return.last', { period: last.period, day: day(locale, last.day) });
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
export function clauseBriefView(brief: ClauseBrief, edition: BriefEdition, locale: Locale): BriefView {
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
    readsDifferences: current > 0,
    empty: t('adopted.empty'),
    dates: datesOf(brief.dates, locale, t('dates.none'), names),
  };
}

function sinceHead(review: BriefReview | null, locale: Locale): string {
  const t = translator(locale);
  return review === null ? t('since.none') : t('since', { round: review.title[locale] });
}

function shared(brief: PartyBrief | ClauseBrief, edition: BriefEdition, locale: Locale, names?: ReadonlyMap<string, string>) {
  const t = translator(locale);
  const trend = trendViews(brief.trend, edition, locale);
  return {
    findings: {
      lines: brief.findings.slice(0, SHOWN.findings).map((finding) => findingLine(finding, edition, locale, names?.get(finding.partyId))),
      more: brief.findings.length > SHOWN.findings ? t('findings.more', { n: brief.findings.length - SHOWN.findings }) : null,
    },
    sources: {
      lines: brief.sources.map(({ origin, text, asOf }) => {
        const words = { origin: translateStatuses(locale, origin), text: text[locale] };
        return asOf === null ? t('source', words) : t('source.dated', { ...words, day: day(locale, asOf) });
      }),
      side: t('sources.side', { day: day(locale, brief.asOf) }),
    },
    trend: brief.trend.rounds.length < 2 ? [] : trend,
    trendNone: brief.trend.rounds.length < 2 ? t('trend.none', { n: brief.trend.rounds.length }) : null,
  };
}

function rowOf(clause: Omit<BriefClause, 'clauseId'>, edition: BriefEdition, locale: Locale): Omit<RowView, 'key' | 'name' | 'title'> {
  const t = translator(locale);
  const { evidence, otherItems } = clause;
  const changed = clause.marks.filter(({ before, status }) => before != null && before !== status);
  const isNew = clause.marks.every(({ before }) => before == null);
  const isLate = clause.next !== null && clause.marks.some(({ late }) => late !== null);
  return {
    marks: clause.marks.map((one) => markView(one, edition, locale)),
    shows: showsOf(),
    source: evidence === null ? null : evidence.source + 1,
    since: isNew
      ? t('since.new')
      : changed.length === 0
        ? t('since.same')
        : changed
            .map(({ obligationId, before }) =>
              t('since.was', { number: numberOf(edition, obligationId), status: lowered(translateStatuses(locale, before!)) }),
            )
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

/** Words one mark. */
export function markView({ obligationId, status, origin, differs, late }: BriefMark, edition: BriefEdition, locale: Locale): MarkView {
  const t = translator(locale);
  const shown = status ?? 'not-rated';
  const words = { number: numberOf(edition, obligationId), status: lowered(translateStatuses(locale, shown)) };
  const plain = origin === null ? t('mark', words) : t('mark.origin', { ...words, origin: lowered(translateStatuses(locale, origin)) });
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

function findingLine(finding: BriefFinding, edition: BriefEdition, locale: Locale, party: string | undefined): string {
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
    note: null,
  };
}
