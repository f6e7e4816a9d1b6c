import { describe, expect, it } from 'vitest';
import { readPdf } from '#platform/documents/fixtures/read-pdf.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { BriefFinding, ClauseBrief } from '../briefs/brief.schema.ts';
import { translateBrief } from '../briefs/texts.ts';
import { clauseBriefView } from '../ui/briefs/brief-view.ts';
import { briefPdf } from './brief-pdf.ts';

const both = (en: string) => ({ en, fr: en });
const edition = currentEdition();
const marksOf = (clauseId: string, at: number) =>
  edition.obligationsOf(clauseId).map(({ id }, place) => ({
    obligationId: id,
    status: (['met', 'partly-met', 'not-reported', 'in-progress'] as const)[(at + place) % 4]!,
    origin: (['declared', 'measured', null, 'public-source'] as const)[(at + place) % 4]!,
    differs: (at + place) % 5 === 0,
    late: null,
    before: (['met', 'not-met', null, 'in-progress'] as const)[(at + place) % 4]!,
  }));
const finding = (at: number): BriefFinding => ({
  id: `f${at}`,
  partyId: `p${at}`,
  grade: 'recommend',
  title: 'Keep one list of who was trained in every service and in every operation abroad',
  clauses: ['5d'],
  due: '2027-06-30',
  reported: false,
  late: false,
  asAdopted: null,
});

/** A clause that binds so many parties, each with evidence of its own source, findings, dates and two adopted rounds. */
function briefOf(clauseId: string, parties: number, basis: 'current' | 'adopted' = 'current'): ClauseBrief {
  const rounds = ['Round 2024', 'Round 2026'].map((title, at) => ({
    roundId: `r${at}`,
    title: both(title),
    asOf: '2026-06-30',
    adoptedAt: '2026-10-28T12:00:00.000Z',
    parties,
  }));
  const all = Array.from({ length: parties }, (_, at) => at);
  return {
    editionId: edition.id,
    asOf: '2026-11-29',
    label: { policy: 'NATO', level: 'unclassified', releasableTo: null },
    releasableTo: null,
    clauseId,
    rows: all.map((at) => ({
      party: { id: `p${at}`, kind: 'nation', name: both(`Nation of the long name ${at + 1}`), group: 'ally' },
      basis,
      review: null,
      marks: marksOf(clauseId, at),
      evidence: { title: both('196 of 219 trained as their role requires'), date: '2026-11-01', origin: 'declared', source: at },
      otherItems: 3,
      next: '2027-01-31',
    })),
    unseen: 0,
    findings: all.slice(0, 6).map(finding),
    dates: all.map((at) => ({ day: '2027-01-31', kind: 'evidence', late: false, partyId: `p${at}`, of: both(`Nation ${at}`) })),
    sources: all.map((at) => ({
      origin: 'declared',
      text: both(`Order ${at + 1} of 2026 from the ministry of defence`),
      asOf: '2026-11-01',
    })),
    trend: { rounds, clauses: [{ clauseId, counts: rounds.map(() => [{ rating: 'met' as const, n: parties }]) }] },
  };
}

describe('5g: briefPdf', () => {
  it.each([
    ['5d', 12],
    ['5d', 26],
    ['5d', 45],
    ['5a', 60],
  ])('prints the brief of clause %s on one page with %i parties, each named', async (clauseId, parties) => {
    const brief = briefOf(clauseId, parties);
    for (const locale of ['en', 'fr'] as const) {
      const file = await briefPdf(brief, (reader) => clauseBriefView(brief, edition, reader), {
        locale,
        printedBy: 'Office One',
        printedAt: new Date('2026-11-29T12:00:00Z'),
      });
      const { pages } = await readPdf(file);
      expect(pages.length, locale).toBe(1);
      for (let at = 1; at <= parties; at += 1) expect(pages[0]).toContain(`Nationofthelongname${at}`);
      expect(pages[0]).toContain(`Order${parties}of2026`);
    }
  });

  it.each([
    ['current', true],
    ['adopted', false],
  ] as const)('explains the sign for differing sources to a reader of %s marks: %s', async (basis, explains) => {
    const brief = briefOf('5d', 12, basis);
    const options = { locale: 'en', printedBy: 'Office One', printedAt: new Date('2026-11-29T12:00:00Z') } as const;
    const { pages } = await readPdf(await briefPdf(brief, (reader) => clauseBriefView(brief, edition, reader), options));
    expect(pages[0]!.includes(translateBrief('en', 'legend.differs').replaceAll(' ', ''))).toBe(explains);
  });
});
