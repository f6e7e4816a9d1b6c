import type { Locale } from '#platform/texts/texts.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { type Edition, markedNumber } from '#rooms/policy/index.ts';
import type { ReportComment } from '../../drafts/draft.schema.ts';
import type { ReportFinding } from '../../findings/finding.schema.ts';
import type { ReportEvidence } from '../../participations/participation.schema.ts';
import { GRADES } from '../../reviews.schema.ts';
import type { ReportObligation, ReportParty } from '../report.schema.ts';
import { capital, fillOf, originOf } from './matrix-view.ts';
import { sayReport } from './texts.ts';

/** One party's pages as words, in print order. */

/** Words a party's part for print. Evidence is numbered within the party, so that findings can cite it. */
export function partyView(party: ReportParty, edition: Edition, locale: Locale) {
  const say: Saying = (key, values) => sayReport(locale, key, values);
  const numbers = new Map(
    [...new Set(party.obligations.flatMap((obligation) => obligation.evidence.map((piece) => piece.id)))].map((id, i) => [id, i + 1]),
  );
  const findings = party.findings.toSorted((a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || (a.due < b.due ? -1 : 1));
  return {
    name: party.names[locale],
    facts: factsOf(party, locale, say),
    clauses: edition.columns
      .map((id) => ({ clause: edition.clause(id), obligations: party.obligations.filter((obligation) => obligation.clause === id) }))
      .filter(({ obligations }) => obligations.length > 0)
      .map(({ clause, obligations }) => ({
        // The title of an appendix already says that it is one.
        title: /^\d/.test(clause.id) ? say('party.clause', { id: clause.id, title: clause.title[locale] }) : clause.title[locale],
        note: clause.reconstructed ? say('party.reconstructed') : null,
        obligations: obligations.map((obligation) => obligationView(obligation, party, edition, locale, say, numbers)),
      })),
    findings: findings.map((finding, i) => findingView(finding, i + 1, edition, locale, say, numbers)),
    comments: party.comments.map((comment) => commentView(comment, findings, locale, say)),
  };
}

type Saying = (key: Parameters<typeof sayReport>[1], values?: Parameters<typeof sayReport>[2]) => string;

/** The date of a timestamp or a partial date, in the reader's language. It never breaks over two lines. */
export function day(locale: Locale, at: string): string {
  return formatDay(locale, at.slice(0, 10)).replaceAll(' ', '\u00a0');
}

function factsOf(party: ReportParty, locale: Locale, say: Saying): string[] {
  const { returned } = party;
  return [
    party.voluntary ? say('party.voluntary') : null,
    say(`party.state.${party.state ?? 'planned'}`),
    returned === null
      ? say('party.no-return')
      : say('party.returned', { day: day(locale, returned.at), who: returned.signer, capacity: returned.capacity }),
    say('party.declared', { pieces: party.pieces, declared: party.declared }),
    party.unratedReason === null ? null : say('party.unrated', { reason: party.unratedReason }),
  ].filter((fact) => fact !== null);
}

/** What the earlier round found, in words; null where there is nothing to compare. */
function beforeOf({ before }: ReportObligation, { earlier }: ReportParty, locale: Locale, say: Saying): string | null {
  if (before === undefined || earlier === undefined) return null;
  return say('party.before', { round: earlier.round[locale], status: say(`status.${before.rating ?? 'not-rated'}`) });
}

function obligationView(
  obligation: ReportObligation,
  party: ReportParty,
  edition: Edition,
  locale: Locale,
  say: Saying,
  numbers: ReadonlyMap<string, number>,
) {
  const row = edition.obligation(obligation.id);
  const fill = fillOf(obligation);
  const origin = originOf(obligation.status, fill);
  const sealed = obligation.rating === null ? null : { status: obligation.rating, word: capital(say(`status.${obligation.rating}`)) };
  return {
    id: markedNumber(edition, obligation.id),
    title: row.title[locale],
    // Where the whole clause is reconstructed, its heading says so already.
    reconstructed: row.reconstructed && !edition.clause(row.clause).reconstructed ? say('party.reconstructed') : null,
    fill,
    long: isLong(obligation),
    status: { status: obligation.status, word: capital(say(`status.${obligation.status}`)) },
    origin: origin === null ? null : capital(say(`origin.${origin}`)),
    rating: sealed,
    before: beforeOf(obligation, party, locale, say),
    reason: obligation.reason,
    rated:
      obligation.ratedBy === null || obligation.ratedAt === null
        ? null
        : say('party.rated', { who: obligation.ratedBy, day: day(locale, obligation.ratedAt) }),
    suggestion:
      obligation.suggestion === null || obligation.suggestion === obligation.status
        ? null
        : say('party.suggestion', { status: say(`status.${obligation.suggestion}`) }),
    answer: answerOf(obligation, say),
    note: obligation.answer?.note ?? null,
    noEvidence: say(obligation.status === 'not-applicable' ? 'party.no-evidence-needed' : 'party.no-evidence'),
    evidence: obligation.evidence.map((piece) => pieceView(piece, edition, locale, say, numbers)),
  };
}

// A row of about a page in the column widths may break; all other rows stay together.
function isLong({ evidence, reason, answer }: ReportObligation): boolean {
  return evidence.length > 10 || Math.max(reason?.length ?? 0, answer?.note?.length ?? 0) > 1000;
}

function answerOf({ answer }: ReportObligation, say: Saying): string | null {
  if (answer === null) return null;
  if (answer.choice === 'changed' && answer.says !== null) return say('answer.changed.says', { says: say(`says.${answer.says}`) });
  return say(`answer.${answer.choice}`);
}

function pieceView(piece: ReportEvidence, edition: Edition, locale: Locale, say: Saying, numbers: ReadonlyMap<string, number>) {
  const kind = edition.evidenceKind(piece.kind).title[locale];
  const title = piece.title[locale];
  const words = {
    origin: capital(say(piece.declared ? 'piece.declared' : 'piece.arose')),
    day: day(locale, piece.date),
    source: piece.sources[locale],
  };
  return {
    number: numbers.get(piece.id)!,
    filled: !piece.declared,
    title: title === kind ? title : say('piece.title', { kind, title }),
    line: piece.asOf === null ? say('piece.line', words) : say('piece.line.as-of', { ...words, asOf: day(locale, piece.asOf) }),
  };
}

function findingView(
  finding: ReportFinding,
  number: number,
  edition: Edition,
  locale: Locale,
  say: Saying,
  numbers: ReadonlyMap<string, number>,
) {
  return {
    head: say('finding.head', { number, grade: say(`finding.grade.${finding.grade}`), title: finding.title }),
    text: finding.text,
    facts: [
      say('finding.owner', { owner: finding.owner }),
      say('finding.due', { day: day(locale, finding.due) }),
      say('finding.state', { state: say(`finding.state.${finding.state}`) }),
      say('finding.duties', { list: finding.obligations.map((id) => markedNumber(edition, id)).join(', ') }),
      finding.evidence.length === 0 ? say('finding.absence') : cited(finding.evidence, say, numbers),
      ...(finding.carriedFrom === null ? [] : [say('finding.carried', { round: finding.carriedFrom.round[locale] })]),
    ],
    followUp: finding.followUp.map(({ kind, at, by, text, evidence, samePerson }) => ({
      line: say(eventKey(kind), { day: day(locale, at), who: by, text }),
      notes: [...(evidence.length === 0 ? [] : [cited(evidence, say, numbers)]), ...(samePerson ? [say('event.same-person')] : [])],
    })),
  };
}

/** Evidence items by their numbers on these pages. Items that came later or were withdrawn are only counted. */
function cited(ids: readonly string[], say: Saying, numbers: ReadonlyMap<string, number>): string {
  const known = ids.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b);
  const others = ids.length - known.length;
  const list = [...known, ...(others === 0 ? [] : [say('finding.evidence.others', { count: others })])].join(', ');
  return say('finding.evidence', { list });
}

const EVENTS = ['revised', 'withdrawn', 'progress', 'closed', 'refused', 'carried-over'] as const;

function eventKey(kind: string): `event.${(typeof EVENTS)[number] | 'other'}` {
  return `event.${EVENTS.find((known) => known === kind) ?? 'other'}`;
}

function commentView(comment: ReportComment, findings: readonly ReportFinding[], locale: Locale, say: Saying) {
  const number = findings.findIndex((finding) => finding.id === comment.finding) + 1;
  const on =
    number > 0
      ? say('comment.on-finding', { number })
      : comment.obligation === null
        ? say('comment.on-draft')
        : say('comment.on-duty', { id: comment.obligation });
  return {
    on,
    by: say('comment.by', { who: comment.by, day: day(locale, comment.at) }),
    text: comment.text,
    decision: comment.decision === null ? say('comment.undecided') : say(`comment.${comment.decision}`, { reason: comment.reason ?? '' }),
  };
}
