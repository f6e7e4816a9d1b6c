import { STATUSES } from '#kernel/status.ts';
import type { DocumentFrame } from '#platform/documents/page-frame.ts';
import { renderPdf } from '#platform/documents/pdf/render-pdf.ts';
import type { KeptCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { collator, type Locale } from '#platform/texts/texts.ts';
import type { Edition } from '#rooms/policy/index.ts';
import type { Report } from '../report.schema.ts';
import { capital, groupsOf, matricesOf } from './matrix-view.ts';
import { day, partyView } from './party-view.ts';
import { sayReport } from './texts.ts';

export type ReportPrint = {
  readonly locale: Locale;
  /** The edition of the round: `catalogue.edition(report.round.editionId)`. */
  readonly edition: Edition;
  readonly exercise: boolean;
  readonly printedBy: string;
  readonly printedAt: Date;
  /** The newest published checkpoint of the log, printed on the last page; null before the first. */
  readonly checkpoint: KeptCheckpoint | null;
};

/**
 * The report of a round as a tagged PDF: matrix, legend, a part per party, sources, hashes. A report with one party is that party's own
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
  const readers = sayReport(locale, report.round.release === null ? 'readers.before' : `readers.${report.round.release}`);
  return { locale, title, label, exercise, readers, printedBy, printedAt };
}

/** Everything the template prints, worded in the reader's language. */
export function reportView(report: Report, edition: Edition, locale: Locale) {
  const say = (key: Parameters<typeof sayReport>[1], values?: Parameters<typeof sayReport>[2]) => sayReport(locale, key, values);
  const parties = groupsOf(report.parties, locale).flatMap((group) => group.parties);
  return {
    title: titleOf(report, locale),
    head: headOf(report, edition, locale),
    matrices: report.parties.length > 1 ? matricesOf(report, edition, locale) : [],
    legend: STATUSES.map((status) => ({
      status,
      word: capital(say(status === 'not-applicable' ? 'legend.not-applicable' : `status.${status}`)),
    })),
    words: {
      arose: say('legend.arose'),
      declared: say('legend.declared'),
      bare: say('legend.bare'),
      reconstructed: say('legend.reconstructed'),
      notRated: capital(say('status.not-rated')),
      silence: say('legend.silence'),
      party: say('matrix.party'),
      declaredOfAll: say('matrix.declared'),
      notAsked: say('matrix.not-asked'),
      obligations: say('party.duties'),
      obligation: say('party.duty'),
      says: say('party.says'),
      rating: say('party.rating'),
      evidence: say('party.evidence'),
      noRating: say('party.no-rating'),
      findings: say('findings'),
      noFindings: say('findings.none'),
      comments: say('comments'),
      noComments: say('comments.none'),
      sources: say('sources'),
      source: say('sources.source'),
      asOf: say('sources.as-of'),
      pieces: say('sources.pieces'),
      noSources: say('sources.none'),
      seal: say('seal'),
      sealParty: say('seal.party'),
      sealHash: say('seal.hash'),
    },
    parties: parties.map((party) => partyView(party, edition, locale)),
    sources: sourcesOf(report, locale),
    seal: sealOf(report, locale),
  };
}

/** The title of a report; a report about one party has its own. */
export function titleOf({ round, parties }: Report, locale: Locale): string {
  const only = parties.length === 1 ? parties[0] : undefined;
  return only === undefined
    ? sayReport(locale, 'title', { round: round.title[locale] })
    : sayReport(locale, 'title.party', { party: only.names[locale], round: round.title[locale] });
}

/** The facts at the head of a report, in words. */
export function headOf({ round, asOf, parties }: Report, edition: Edition, locale: Locale): { label: string; text: string }[] {
  const since = round.state === 'open' ? round.openedAt : round.adoptedAt;
  const state = { day: since === null ? '' : day(locale, since), who: round.adoptedBy ?? '' };
  const pieces = parties.reduce((sum, party) => sum + party.pieces, 0);
  const declared = parties.reduce((sum, party) => sum + party.declared, 0);
  const row = (key: 'policy' | 'authority' | 'round' | 'as-of' | 'scope' | 'parties' | 'declared', text: string) => ({
    label: sayReport(locale, `head.${key}`),
    text,
  });
  return [
    row('policy', sayReport(locale, 'head.policy.text', { title: edition.title[locale], day: day(locale, edition.adopted) })),
    row('authority', round.authority?.[locale] ?? sayReport(locale, 'head.no-authority')),
    row('round', `${round.title[locale]}. ${sayReport(locale, `round.${round.state}`, state)}`),
    row('as-of', day(locale, asOf)),
    row('scope', round.scope.length === 0 ? sayReport(locale, 'head.scope.all') : round.scope.join(', ')),
    row('parties', String(parties.length)),
    row('declared', sayReport(locale, 'party.declared', { pieces, declared })),
  ];
}

function sourcesOf(report: Report, locale: Locale): { source: string; asOf: string; pieces: string }[] {
  const seen = new Map<string, { asOf: Set<string>; pieces: Set<string> }>();
  for (const party of report.parties)
    for (const obligation of party.obligations)
      for (const piece of obligation.evidence) {
        const name = piece.sources[locale];
        const source = seen.get(name) ?? { asOf: new Set(), pieces: new Set() };
        seen.set(name, source);
        source.pieces.add(piece.id);
        if (piece.asOf !== null) source.asOf.add(piece.asOf);
      }
  const compare = collator(locale);
  return [...seen]
    .sort(([a], [b]) => compare(a, b))
    .map(([source, { asOf, pieces }]) => ({
      source,
      asOf:
        asOf.size === 0
          ? sayReport(locale, 'sources.no-as-of')
          : [...asOf]
              .sort()
              .map((date) => day(locale, date))
              .join('; '),
      pieces: String(pieces.size),
    }));
}

/** The log section of the last page: three lines against which anyone can check a later log. */
function logOf(checkpoint: KeptCheckpoint | null, locale: Locale) {
  if (checkpoint === null) return { title: sayReport(locale, 'log'), text: sayReport(locale, 'log.none'), lines: [] };
  const { origin, size, root } = checkpoint;
  return {
    title: sayReport(locale, 'log'),
    text: sayReport(locale, 'log.text', { day: day(locale, checkpoint.day) }),
    lines: [origin, String(size), root],
  };
}

function sealOf({ hash, parties }: Report, locale: Locale) {
  if (hash === null) return { text: sayReport(locale, 'seal.none'), hidden: null, rows: [] };
  const names = new Map(parties.map((party) => [party.id, party.names[locale]]));
  const name = (id: string) => names.get(id) ?? sayReport(locale, 'seal.unseen', { number: id });
  const compare = collator(locale);
  return {
    text: sayReport(locale, 'seal.text'),
    hidden: hash.hidden === 0 ? null : sayReport(locale, 'seal.hidden', { count: hash.hidden }),
    rows: [
      { name: sayReport(locale, 'seal.report'), sha256: hash.sha256 },
      ...hash.parties.map(({ id, sha256 }) => ({ name: name(id), sha256 })).sort((a, b) => compare(a.name, b.name)),
    ],
  };
}
