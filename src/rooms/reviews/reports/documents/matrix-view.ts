import { isSilent, type Origin, type Status } from '#kernel/status.ts';
import { lowered } from '#platform/texts/case.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { collator, type Locale } from '#platform/texts/texts.ts';
import { type Edition, obligationNumber } from '#rooms/policy/index.ts';
import type { Report, ReportObligation, ReportParty } from '../report.schema.ts';
import { translateReport } from './texts.ts';

/** How a mark is drawn, by the origin of its status; bare where nothing decided. */
export type Fill = Origin | 'none';
export type MarkView = { readonly status: Status | 'not-rated'; readonly fill: Fill; readonly alt: string };

type Row = {
  readonly name: string;
  /** Marks of the obligations of each column; null where an obligation does not apply to this party. */
  readonly cells: readonly (readonly (MarkView | null)[])[];
  readonly declared: string;
};
export type MatrixView = {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly { readonly id: string; readonly name: string; readonly obligations: number }[];
  readonly groups: readonly { readonly name: string; readonly owes: string | null; readonly rows: readonly Row[] }[];
};

const GROUPS = ['ally', 'contributor', 'headquarters', 'operation', 'contractor', 'partner', 'other'] as const;
type Group = (typeof GROUPS)[number];

/** How the mark of an obligation is drawn, from the evidence for it. */
export function fillOf(obligation: ReportObligation): Fill {
  return obligation.origin ?? 'none';
}

/** The origin in words, or null for a status that means no evidence or no obligation. */
export function originOf(status: Status | 'not-rated', fill: Fill): Origin | null {
  return fill === 'none' || isSilent(status) || status === 'not-applicable' || status === 'not-rated' ? null : fill;
}

/**
 * The matrices of a report: what the evidence says and, once there are ratings, what the review found. They are two pages because neither replaces the other.
 * Columns follow the policy; parties are sorted alphabetically in the reader's language within their group.
 */
export function matricesOf(report: Report, edition: Edition, locale: Locale): MatrixView[] {
  const asked = new Set(report.parties.flatMap((party) => party.obligations.map((obligation) => obligation.id)));
  const columns = edition.columns
    .map((clause) => ({
      clause: edition.clause(clause),
      obligations: edition.obligationsOf(clause).filter((obligation) => asked.has(obligation.id)),
    }))
    .filter((column) => column.obligations.length > 0);
  const matrix = (kind: 'evidence' | 'rating'): MatrixView => ({
    title: translateReport(locale, `matrix.${kind}`),
    note: translateReport(locale, `matrix.${kind}.note`),
    columns: columns.map(({ clause, obligations }) => ({
      id: clause.reconstructed ? `${clause.id}†` : clause.id,
      name: clause.short[locale],
      obligations: obligations.length,
    })),
    groups: groupsOf(report.parties, locale).map((group) => ({
      name: group.name,
      owes: group.owes,
      rows: group.parties.map((party) => {
        const byId = new Map(party.obligations.map((obligation) => [obligation.id, obligation]));
        return {
          name: party.names[locale],
          cells: columns.map(({ obligations }) => obligations.map((obligation) => markOf(byId.get(obligation.id), kind, locale))),
          declared: party.items === 0 ? translateReport(locale, 'matrix.no-evidence') : `${party.declared}/${party.items}`,
        };
      }),
    })),
  });
  const rated = report.parties.some((party) => party.obligations.some((obligation) => obligation.rating !== null));
  return rated ? [matrix('evidence'), matrix('rating')] : [matrix('evidence')];
}

/** The parties in print order: by group, then alphabetically in the reader's language. */
export function groupsOf(parties: readonly ReportParty[], locale: Locale): { name: string; owes: string | null; parties: ReportParty[] }[] {
  const compare = collator(locale);
  return GROUPS.map((group) => ({ group, parties: parties.filter((party) => groupOf(party) === group) }))
    .filter(({ parties: members }) => members.length > 0)
    .map(({ group, parties: members }) => ({
      name: translateReport(locale, 'group', { name: translateReport(locale, `group.${group}`), count: members.length }),
      owes: group === 'ally' || group === 'contributor' ? translateReport(locale, `owes.${group}`) : null,
      parties: members.toSorted((a, b) => compare(a.names[locale], b.names[locale])),
    }));
}

function groupOf(party: ReportParty): Group {
  return GROUPS.find((group) => group === party.group) ?? 'other';
}

function markOf(obligation: ReportObligation | undefined, kind: 'evidence' | 'rating', locale: Locale): MarkView | null {
  if (obligation === undefined) return null;
  const status = kind === 'evidence' ? obligation.status : (obligation.rating ?? 'not-rated');
  const fill = fillOf(obligation);
  const origin = originOf(status, fill);
  const words = { obligation: obligationNumber(obligation.id), status: lowered(translateStatuses(locale, status)) };
  const alt =
    origin === null
      ? translateReport(locale, 'matrix.mark', words)
      : translateReport(locale, 'matrix.mark.origin', { ...words, origin: lowered(translateStatuses(locale, origin)) });
  return { status, fill, alt };
}
