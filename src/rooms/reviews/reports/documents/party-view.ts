import { lowered } from '#platform/texts/case.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import type { Locale } from '#platform/texts/texts.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { type Edition, numberWithDagger } from '#rooms/policy/index.ts';
import type { ReportComment } from '../../drafts/draft.schema.ts';
import type { ReportFinding } from '../../findings/finding.schema.ts';
import type { ReportEvidence } from '../../participations/participation.schema.ts';
import { GRADES } from '../../reviews.schema.ts';
import type { ReportCorrection, ReportObligation, ReportParty } from '../report.schema.ts';
import { fillOf, originOf } from './matrix-view.ts';
import { translateReport } from './texts.ts';

/** One party's pages as words, in print order. */

/** Words a party's participation for print. Evidence is numbered within the party, so that findings can cite it. */
export function partyView(party: ReportParty, corrections: readonly ReportCorrection[], edition: Edition, locale: Locale) {
  const t: Translate = (key, values) => translateReport(locale, key, values);
  const numbers = new Map(
    [...new Set(party.obligations.flatMap((obligation) => obligation.evidence.map((item) => item.id)))].map((id, i) => [id, i + 1]),
  );
  const corrected = new Map(corrections.filter((one) => one.partyId === party.id).map((one) => [one.obligationId, one]));
  const findings = party.findings.toSorted((a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || (a.due < b.due ? -1 : 1));
  return {
    name: party.names[locale],
    facts: factsOf(party, locale, t),
    clauses: edition.columns
      .map((id) => ({ clause: edition.clause(id), obligations: party.obligations.filter((obligation) => obligation.clause === id) }))
      .filter(({ obligations }) => obligations.length > 0)
      .map(({ clause, obligations }) => ({
        // The title of an appendix already says that it is one.
        title: /^\d/.test(clause.id) ? t('party.clause', { id: clause.id, title: clause.title[locale] }) : clause.title[locale],
        note: clause.reconstructed ? t('party.reconstructed') : null,
        obligations: obligations.map((obligation) => ({
          ...obligationView(obligation, party, edition, locale, t, numbers),
          corrected: correctedOf(corrected.get(obligation.id), locale, t),
        })),
      })),
    findings: findings.map((finding, i) => findingView(finding, i + 1, edition, locale, t, numbers)),
    comments: party.comments.map((comment) => commentView(comment, findings, locale, t)),
  };
}

type Translate = (key: Parameters<typeof translateReport>[1], values?: Parameters<typeof translateReport>[2]) => string;

/** The date of a timestamp or a partial date, in the reader's language. It never breaks over two lines. */
export function day(locale: Locale, at: string): string {
  return formatDay(locale, at.slice(0, 10)).replaceAll(' ', '\u00a0');
}

function factsOf(party: ReportParty, locale: Locale, t: Translate): string[] {
  const { submitted } = party;
  return [
    party.voluntary ? t('party.voluntary') : null,
    t(`party.state.${party.state ?? 'planned'}`),
    submitted === null
      ? t('party.no-self-assessment')
      : t('party.submitted', { day: day(locale, submitted.at), who: submitted.signer, capacity: submitted.capacity }),
    t('party.declared', { items: party.items, declared: party.declared }),
    party.unratedReason === null ? null : t('party.unrated', { reason: party.unratedReason }),
  ].filter((fact) => fact !== null);
}

/** What the earlier round found, in words; null where there is nothing to compare. */
function beforeOf({ before }: ReportObligation, { earlier }: ReportParty, locale: Locale, t: Translate): string | null {
  if (before === undefined || earlier === undefined) return null;
  return t('party.before', { round: earlier.round[locale], status: lowered(translateStatuses(locale, before.rating ?? 'not-rated')) });
}

/** How a rating was corrected after the adoption; null where it was not. */
function correctedOf(correction: ReportCorrection | undefined, locale: Locale, t: Translate): string | null {
  if (correction === undefined) return null;
  const { status, reason, correctedAt } = correction;
  return t('party.corrected', { day: day(locale, correctedAt), status: lowered(translateStatuses(locale, status)), reason });
}

function obligationView(
  obligation: ReportObligation,
  party: ReportParty,
  edition: Edition,
  locale: Locale,
  t: Translate,
  numbers: ReadonlyMap<string, number>,
) {
  const row = edition.obligation(obligation.id);
  const fill = fillOf(obligation);
  const origin = originOf(obligation.status, fill);
  const rating = obligation.rating === null ? null : { status: obligation.rating, word: translateStatuses(locale, obligation.rating) };
  return {
    id: numberWithDagger(edition, obligation.id),
    title: row.title[locale],
    // Where the whole clause is reconstructed, its heading says so already.
    reconstructed: row.reconstructed && !edition.clause(row.clause).reconstructed ? t('party.reconstructed') : null,
    fill,
    long: needsOwnBlock(obligation),
    status: { status: obligation.status, word: translateStatuses(locale, obligation.status) },
    origin: origin === null ? null : translateStatuses(locale, origin),
    rating,
    before: beforeOf(obligation, party, locale, t),
    reason: obligation.reason,
    rated:
      obligation.ratedBy === null || obligation.ratedAt === null
        ? null
        : t('party.rated', { who: obligation.ratedBy, day: day(locale, obligation.ratedAt) }),
    suggestion:
      obligation.suggestion === null || obligation.suggestion === obligation.status
        ? null
        : t('party.suggestion', { status: lowered(translateStatuses(locale, obligation.suggestion)) }),
    answer: answerOf(obligation, locale, t),
    note: obligation.answer?.note ?? null,
    noEvidence: t(obligation.status === 'not-applicable' ? 'party.no-evidence-needed' : 'party.no-evidence'),
    evidence: obligation.evidence.map((item) => itemView(item, edition, locale, t, numbers)),
  };
}

// A row of about a page in the column widths may break; all other rows stay together.
function needsOwnBlock({ evidence, reason, answer }: ReportObligation): boolean {
  return evidence.length > 10 || Math.max(reason?.length ?? 0, answer?.note?.length ?? 0) > 1000;
}

function answerOf({ answer }: ReportObligation, locale: Locale, t: Translate): string | null {
  if (answer === null) return null;
  if (answer.choice === 'changed' && answer.says !== null)
    return t('answer.changed.says', { says: lowered(translateStatuses(locale, answer.says)) });
  return t(`answer.${answer.choice}`);
}

function itemView(item: ReportEvidence, edition: Edition, locale: Locale, t: Translate, numbers: ReadonlyMap<string, number>) {
  const kind = edition.evidenceKind(item.kind).title[locale];
  const title = item.title[locale];
  const words = {
    origin: translateStatuses(locale, item.origin),
    day: day(locale, item.date),
    source: item.sources[locale],
  };
  return {
    number: numbers.get(item.id)!,
    filled: item.origin !== 'declared',
    title: title === kind ? title : t('item.title', { kind, title }),
    line: item.asOf === null ? t('item.line', words) : t('item.line.as-of', { ...words, asOf: day(locale, item.asOf) }),
  };
}

function findingView(
  finding: ReportFinding,
  number: number,
  edition: Edition,
  locale: Locale,
  t: Translate,
  numbers: ReadonlyMap<string, number>,
) {
  return {
    head: t('finding.head', { number, grade: t(`finding.grade.${finding.grade}`), title: finding.title }),
    text: finding.text,
    facts: [
      t('finding.owner', { owner: finding.owner }),
      t('finding.due', { day: day(locale, finding.due) }),
      t('finding.state', { state: t(`finding.state.${finding.state}`) }),
      t('finding.obligations', { list: finding.obligations.map((id) => numberWithDagger(edition, id)).join(', ') }),
      finding.evidence.length === 0 ? t('finding.absence') : cited(finding.evidence, t, numbers),
      ...(finding.carriedFrom === null ? [] : [t('finding.carried', { round: finding.carriedFrom.round[locale] })]),
    ],
    followUp: finding.followUp.map(({ kind, at, by, text, evidence, samePerson }) => ({
      line: t(eventKey(kind), { day: day(locale, at), who: by, text }),
      notes: [...(evidence.length === 0 ? [] : [cited(evidence, t, numbers)]), ...(samePerson ? [t('event.same-person')] : [])],
    })),
  };
}

/** Evidence items by their numbers on these pages. Items that came later or were withdrawn are only counted. */
function cited(ids: readonly string[], t: Translate, numbers: ReadonlyMap<string, number>): string {
  const known = ids.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b);
  const others = ids.length - known.length;
  const list = [...known, ...(others === 0 ? [] : [t('finding.evidence.others', { count: others })])].join(', ');
  return t('finding.evidence', { list });
}

const EVENTS = ['revised', 'withdrawn', 'progress', 'closed', 'refused', 'carried-over'] as const;

function eventKey(kind: string): `event.${(typeof EVENTS)[number] | 'other'}` {
  return `event.${EVENTS.find((known) => known === kind) ?? 'other'}`;
}

function commentView(comment: ReportComment, findings: readonly ReportFinding[], locale: Locale, t: Translate) {
  const number = findings.findIndex((finding) => finding.id === comment.finding) + 1;
  const on =
    number > 0
      ? t('comment.on-finding', { number })
      : comment.obligation === null
        ? t('comment.on-draft')
        : t('comment.on-obligation', { id: comment.obligation });
  return {
    on,
    by: t('comment.by', { who: comment.by, day: day(locale, comment.at) }),
    text: comment.text,
    decision: comment.decision === null ? t('comment.undecided') : t(`comment.${comment.decision}`, { reason: comment.reason ?? '' }),
  };
}
