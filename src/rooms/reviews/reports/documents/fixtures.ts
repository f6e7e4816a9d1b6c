import { ORIGINS } from '#kernel/status.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import type { ReportEvidence } from '../../participations/participation.schema.ts';
import { RATINGS } from '../../reviews.schema.ts';
import type { Report, ReportObligation, ReportParty } from '../report.schema.ts';

// A report over invented nations, the same at every call. Only its shape matters; its content describes no real nation.

/** The edition the sample is about. */
export const sampleEdition = () => currentCatalogue().current;

const STATES = ['met', 'partly-met', 'not-met', 'met-stale', 'in-progress', 'not-started', 'not-reported', 'not-applicable'] as const;

/** `count` parties, each with the obligations an Ally owes (or the first `obligations` of all), and `items` evidence items per obligation. */
export function sampleReport({
  count = 12,
  obligations,
  items = 3,
}: {
  count?: number;
  obligations?: number;
  items?: number;
} = {}): Report {
  const edition = sampleEdition();
  const owed =
    obligations === undefined
      ? edition.obligations.filter((row) => row.owners.includes('ally'))
      : edition.obligations.slice(0, obligations);
  const parties = Array.from({ length: count }, (_, i) => sampleParty(i, owed, items));
  return {
    corrections: [],
    label: { policy: 'NATO', level: 'restricted', releasableTo: [hex(1), hex(2)] },
    releasableTo: [{ en: 'Aldmark', fr: 'Aldmark' }],
    round: {
      id: 'round-1',
      title: { en: 'Round 2026', fr: 'Cycle 2026' },
      state: 'adopted',
      editionId: edition.id,
      authority: { en: 'Council of the Seven Coasts', fr: 'Conseil des Sept Côtes' },
      scope: [],
      openedAt: '2026-03-02T09:00:00.000Z',
      adoptedAt: '2026-11-01T10:00:00.000Z',
      adoptedBy: 'Ada Quill',
      release: 'parties',
    },
    asOf: '2026-10-30',
    parties,
    hash: { sha256: hex(0), parties: parties.map((party, i) => ({ id: party.id, sha256: hex(i + 1) })), hidden: 0 },
  };
}

const NAMES = ['Aldmark', 'Brevia', 'Corvania', 'Drelland', 'Estrava', 'Feronne', 'Hollmar', 'Isenvale', 'Kestria', 'Maravel', 'Ostany'];

function sampleParty(i: number, owed: readonly { id: string; clause: string }[], items: number): ReportParty {
  const name = i < NAMES.length ? NAMES[i]! : `Tyrsund ${i}`;
  const obligations = owed.map((row, j) => sampleObligation(row, name, i, j, items));
  const all = obligations.flatMap((obligation) => obligation.evidence);
  const silent = i % 6 === 3;
  return {
    id: `party-${i}`,
    name,
    names: { en: name, fr: i === 4 ? 'Éstrave' : name },
    group: i % 7 === 5 ? 'contributor' : 'ally',
    voluntary: i % 7 === 5,
    state: 'adopted',
    submitted: silent ? null : { at: '2026-05-12T08:30:00.000Z', signer: 'Ilo Marn', capacity: 'national focal point' },
    unratedReason: silent ? 'No self-assessment was received by the day it was due.' : null,
    items: all.length,
    declared: all.filter((item) => item.origin === 'declared').length,
    obligations,
    findings: [
      {
        id: `finding-${i}`,
        grade: (['urge', 'recommend', 'suggest'] as const)[i % 3]!,
        title: `Train the watch of ${name} before it leaves`,
        text: 'Two of five units left before their people had passed the general module.\nThe order that asks for it is in force.',
        obligations: ['P5d.1'],
        clauses: ['5d'],
        owner: `Ministry of defence of ${name}`,
        due: '2027-06-30',
        state: 'reported',
        evidence: all.slice(0, 2).map((item) => item.id),
        carriedFrom: i % 4 === 0 ? { round: { en: 'Round 2024', fr: 'Cycle 2024' }, findingId: 'finding-old' } : null,
        followUp: [
          {
            kind: 'progress',
            at: '2026-11-10T12:00:00.000Z',
            by: 'Ilo Marn',
            text: 'Four of five units are trained.',
            evidence: [`item-${i}-1-0`, 'item-new'],
            samePerson: false,
          },
        ],
      },
    ],
    comments: [
      {
        id: `comment-${i}`,
        obligation: null,
        finding: `finding-${i}`,
        text: `${name} had asked for the course in January; it was held in May.`,
        by: 'Ilo Marn',
        at: '2026-09-14T12:00:00.000Z',
        decision: 'noted',
        reason: 'The date is added. The finding stands.',
      },
    ],
  };
}

function sampleObligation(row: { id: string; clause: string }, name: string, i: number, j: number, items: number): ReportObligation {
  const status = STATES[(i * 3 + j * (1 + (i % 3))) % STATES.length]!;
  const silent = status === 'not-reported' || status === 'not-applicable';
  const evidence = silent ? [] : Array.from({ length: items }, (_, k) => sampleItem(row.id, name, i, j, k));
  const rated = i % 6 !== 3;
  return {
    id: row.id,
    clause: row.clause,
    status,
    origin: evidence.length === 0 ? null : ORIGINS[j % ORIGINS.length]!,
    rating: rated ? RATINGS[(i + j) % RATINGS.length]! : null,
    reason: rated ? `What ${name} sent for ${row.id} shows a rule in force, and who is to apply it.` : null,
    ratedBy: rated ? 'Sela Brandt' : null,
    ratedAt: rated ? '2026-07-02T09:00:00.000Z' : null,
    suggestion: rated ? status : null,
    answer: silent ? null : { choice: 'changed', says: (['met', 'nil', 'zero'] as const)[j % 3]!, note: null },
    evidence,
  };
}

function sampleItem(obligation: string, name: string, i: number, j: number, k: number): ReportEvidence {
  const kinds = ['EV-POL', 'EV-LAW', 'EV-NREP'];
  const source = { en: `Return of ${name}, chapter ${(j % 9) + 1}`, fr: `Rapport national : ${name}, chapitre ${(j % 9) + 1}` };
  return {
    id: `item-${i}-${j}-${k}`,
    kind: kinds[k % kinds.length]!,
    title: { en: `Order ${100 + j} on ${obligation}`, fr: `Ordre ${100 + j}, obligation ${obligation}` },
    date: '2026-02-17',
    source: source.en,
    sources: source,
    asOf: '2026-02-28',
    origin: j % 4 === 0 || k === 2 ? 'declared' : 'measured',
  };
}

function hex(seed: number): string {
  return (seed + 1).toString(16).padStart(2, '0').repeat(32);
}
