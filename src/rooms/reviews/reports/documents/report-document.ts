import { ORIGINS, STATUSES } from '#kernel/status.ts';
import type { DocumentFrame } from '#platform/documents/page-frame.ts';
import { renderPdf } from '#platform/documents/pdf/render-pdf.ts';
import type { StoredCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { capital } from '#platform/texts/case.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { collator, type Locale } from '#platform/texts/texts.ts';
import type { Edition } from '#rooms/policy/index.ts';
import type { Report } from '../report.schema.ts';
import { groupsOf, matricesOf } from './matrix-view.ts';
import { day, partyView } from './party-view.ts';
import { translateReport } from './texts.ts';

export type ReportPrint = {
  readonly locale: Locale;
  /** The edition of the round: `catalogue.edition(report.round.editionId)`. */
  readonly edition: Edition;
  readonly exercise: boolean;
  readonly printedBy: string;
  readonly printedAt: Date;
  /** The newest published checkpoint of the log, printed on the last page; null before the first. */
  readonly checkpoint: StoredCheckpoint | null;
};

/**
 * The report of a round as a tagged PDF: matrix, legend, a section per party, sources, hashes. A report with one party is that party's own
 * report and leaves the matrix out. Throws the AppErrors of `renderPdf`, and `policy/unknown-...` for an id the edition does not know.
 */
export function reportPdf(report: Report, print: ReportPrint): Promise<Buffer> {
  const { locale, edition, checkpoint } = print;
  return renderPdf({
    template: new URL('./report.typ', import.meta.url),
    data: { ...reportView(report, edition, locale), log: logOf(checkpoint, locale) },
    ...frameOf(report, print, titleOf(report, locale)),
  });
}

/** Printed on every page of a document about a round: its label, its readers, and who printed it. */
export function frameOf(report: Report, { locale, exercise, printedBy, printedAt }: ReportPrint, title: string): DocumentFrame {
  const label = labelWords(
    locale,
    report.label,
    report.releasableTo?.map((party) => party[locale]),
  );
  const readers = translateReport(locale, report.round.release === null ? 'readers.before' : `readers.${report.round.release}`);
  return { locale, title, label, exercise, readers, printedBy, printedAt };
}

/** Everything the template prints, worded in the reader's language. */
export function reportView(report: Report, edition: Edition, locale: Locale) {
  const t = (key: Parameters<typeof translateReport>[1], values?: Parameters<typeof translateReport>[2]) =>
    translateReport(locale, key, values);
  const parties = groupsOf(report.parties, locale).flatMap((group) => group.parties);
  return {
    title: titleOf(report, locale),
    head: headOf(report, edition, locale),
    matrices: report.parties.length > 1 ? matricesOf(report, edition, locale) : [],
    legend: STATUSES.map((status) => ({
      status,
      word: status === 'not-applicable' ? capital(t('legend.not-applicable')) : translateStatuses(locale, status),
    })),
    words: {
      origins: ORIGINS.map((origin) => ({ origin, word: t(`legend.${origin}`) })),
      bare: t('legend.bare'),
      reconstructed: t('legend.reconstructed'),
      notRated: translateStatuses(locale, 'not-rated'),
      silence: t('legend.silence'),
      party: t('matrix.party'),
      declaredOfAll: t('matrix.declared'),
      notAsked: t('matrix.not-asked'),
      obligations: t('party.obligations'),
      obligation: t('party.obligation'),
      says: t('party.says'),
      rating: t('party.rating'),
      evidence: t('party.evidence'),
      noRating: t(report.round.findingsOnly ? 'party.findings-only' : 'party.no-rating'),
      findings: t('findings'),
      noFindings: t('findings.none'),
      comments: t('comments'),
      noComments: t('comments.none'),
      sources: t('sources'),
      source: t('sources.source'),
      asOf: t('sources.as-of'),
      items: t('sources.items'),
      noSources: t('sources.none'),
      hashes: t('hashes'),
      hashesSection: t('hashes.party'),
      hashesValue: t('hashes.hash'),
    },
    parties: parties.map((party) => partyView(party, report.corrections, edition, locale)),
    sources: sourcesOf(report, locale),
    hashes: hashesOf(report, locale),
  };
}

/** The title of a report; a report about one party has its own. */
export function titleOf({ round, parties }: Report, locale: Locale): string {
  const only = parties.length === 1 ? parties[0] : undefined;
  return only === undefined
    ? translateReport(locale, 'title', { round: round.title[locale] })
    : translateReport(locale, 'title.party', { party: only.names[locale], round: round.title[locale] });
}

/** The facts at the head of a report, in words. */
export function headOf({ round, asOf, parties }: Report, edition: Edition, locale: Locale): { label: string; text: string }[] {
  const since = round.state === 'open' ? round.openedAt : round.adoptedAt;
  const state = { day: since === null ? '' : day(locale, since), who: round.adoptedBy ?? '' };
  const items = parties.reduce((sum, party) => sum + party.items, 0);
  const declared = parties.reduce((sum, party) => sum + party.declared, 0);
  const row = (
    key: 'policy' | 'authority' | 'round' | 'as-of' | 'cut-off' | 'ratings' | 'scope' | 'parties' | 'declared',
    text: string,
  ) => ({
    label: translateReport(locale, `head.${key}`),
    text,
  });
  return [
    row('policy', translateReport(locale, 'head.policy.text', { title: edition.title[locale], day: day(locale, edition.adopted) })),
    row('authority', round.authority?.[locale] ?? translateReport(locale, 'head.no-authority')),
    row('round', `${round.title[locale]}. ${translateReport(locale, `round.${round.state}`, state)}`),
    row('as-of', day(locale, asOf)),
    ...(round.cutOff === undefined ? [] : [row('cut-off', day(locale, round.cutOff))]),
    ...(round.findingsOnly ? [row('ratings', translateReport(locale, 'head.findings-only'))] : []),
    row('scope', round.scope.length === 0 ? translateReport(locale, 'head.scope.all') : round.scope.join(', ')),
    row('parties', String(parties.length)),
    row('declared', translateReport(locale, 'party.declared', { items, declared })),
  ];
}

function sourcesOf(report: Report, locale: Locale): { source: string; asOf: string; items: string }[] {
  const seen = new Map<string, { asOf: Set<string>; items: Set<string> }>();
  for (const party of report.parties)
    for (const obligation of party.obligations)
      for (const item of obligation.evidence) {
        const name = item.sources[locale];
        const source = seen.get(name) ?? { asOf: new Set(), items: new Set() };
        seen.set(name, source);
        source.items.add(item.id);
        if (item.asOf !== null) source.asOf.add(item.asOf);
      }
  const compare = collator(locale);
  return [...seen]
    .sort(([a], [b]) => compare(a, b))
    .map(([source, { asOf, items }]) => ({
      source,
      asOf:
        asOf.size === 0
          ? translateReport(locale, 'sources.no-as-of')
          : [...asOf]
              .sort()
              .map((date) => day(locale, date))
              .join('; '),
      items: String(items.size),
    }));
}

/** The log section of the last page: three lines against which anyone can check a later log. */
function logOf(checkpoint: StoredCheckpoint | null, locale: Locale) {
  if (checkpoint === null) return { title: translateReport(locale, 'log'), text: translateReport(locale, 'log.none'), lines: [] };
  const { origin, size, root } = checkpoint;
  return {
    title: translateReport(locale, 'log'),
    text: translateReport(locale, 'log.text', { day: day(locale, checkpoint.day) }),
    lines: [origin, String(size), root],
  };
}

function hashesOf({ hash, parties }: Report, locale: Locale) {
  if (hash === null) return { text: translateReport(locale, 'hashes.none'), hidden: null, rows: [] };
  const names = new Map(parties.map((party) => [party.id, party.names[locale]]));
  const name = (id: string) => names.get(id) ?? translateReport(locale, 'hashes.unseen', { number: id });
  const compare = collator(locale);
  return {
    text: translateReport(locale, 'hashes.text'),
    hidden: hash.hidden === 0 ? null : translateReport(locale, 'hashes.hidden', { count: hash.hidden }),
    rows: [
      { name: translateReport(locale, 'hashes.report'), sha256: hash.sha256 },
      ...hash.parties.map(({ id, sha256 }) => ({ name: name(id), sha256 })).sort((a, b) => compare(a.name, b.name)),
    ],
  };
}
