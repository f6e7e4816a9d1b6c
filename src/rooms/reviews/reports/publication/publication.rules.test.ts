import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Platform } from '#platform/platform.ts';
import { deskLanguage } from '#platform/texts/public-languages.ts';
import { renderPage } from '#site/page.ts';
import { type PageContext, SITE_DEFAULTS } from '#site/public-page.ts';
import { participationContent, roundContent } from '../../pages/reviews-page.ts';
import { sampleEdition, sampleReport } from '../documents/fixtures.ts';
import type { ReportParty } from '../report.schema.ts';
import { decidePublish, publicFigures, publicParticipation, submissionKind } from './publication.rules.ts';
import { Publication } from './publication.schema.ts';

const answer = (choice: 'changed' | 'still-true' | 'not-known', says: 'nil' | 'met' | null = null) => ({
  answer: { choice, says, note: null },
});
const party = (submitted: boolean, ...answers: object[]) =>
  ({
    submitted: submitted ? { at: '2026-05-12', signer: 'Ilo Marn', capacity: 'c' } : null,
    obligations: answers,
  }) as unknown as ReportParty;

describe('submissionKind', () => {
  it.each([
    ['silence as not submitted', party(false, answer('changed', 'nil')), 'not-submitted'],
    ['only nil returns as nil', party(true, answer('changed', 'nil'), answer('not-known')), 'nil'],
    ['a nil return beside another answer as submitted', party(true, answer('changed', 'nil'), answer('still-true')), 'submitted'],
    ['not known as submitted', party(true, answer('not-known')), 'submitted'],
  ])('judges %s', (_, one, kind) => expect(submissionKind(one)).toBe(kind));
});

describe('publishing a round', () => {
  it('is possible once, for an adopted round that every party may read', () => {
    expect(decidePublish('adopted', 'parties', false).accepted).toBe(true);
    expect(decidePublish('closed', 'parties', false).accepted).toBe(true);
    expect(decidePublish('open', null, false)).toMatchObject({ code: 'reviews/step-not-open' });
    expect(decidePublish('adopted', 'party', false)).toMatchObject({ code: 'reviews/not-released' });
    expect(decidePublish('adopted', 'parties', true)).toMatchObject({ code: 'reviews/published' });
  });

  it('omits evidence and names of people', () => {
    const [one] = sampleReport({ count: 1 }).parties;
    const text = JSON.stringify(publicParticipation(one!));
    expect(text).toContain('had asked for the course in January');
    for (const word of ['Ilo Marn', 'Sela Brandt', 'Order 10', 'item-']) expect(text).not.toContain(word);
  });

  it('counts marks only of parties that released theirs, and says how many were asked and answered', () => {
    const { parties } = sampleReport({ count: 52 });
    const none = publicFigures(parties, new Set(), 1).rated;
    for (const row of none) {
      expect(row.cells.every((cell) => cell === 0)).toBe(true);
      const asked = parties.filter((party) => party.obligations.some(({ id }) => id === row.id));
      expect([row.asked, row.answeredBy]).toEqual([asked.length, asked.filter(({ submitted }) => submitted !== null).length]);
    }
    const named = new Set([parties[0]!.id]);
    for (const row of publicFigures(parties, named, 10).rated.filter(({ id }) => parties[0]!.obligations.some((one) => one.id === id)))
      expect([row.total, row.cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)]).toEqual([1, 1]);
  });

  it('hides small figures, and protects parties that are not named', () => {
    const { parties } = sampleReport({ count: 52 });
    const figures = publicFigures(parties, new Set(), 10);
    const shown = [...figures.answered.flatMap((row) => row.cells), ...figures.rated.flatMap((row) => [row.asked, row.answeredBy])].filter(
      (cell) => cell !== null && cell > 0,
    );
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((cell) => cell! < 10)).toEqual([]);
    // All but one of 52 parties are named: the published figures must not reveal that one.
    const named = new Set(parties.slice(1).map((one) => one.id));
    const group = publicFigures(parties, named, 10).answered.find((row) => row.id === parties[0]!.group)!;
    expect(group.cells).toContain(null);
    expect(group.total).toBeNull();
  });
});

describe.each(['en', 'fr'] as const)('the public pages in %s', (locale) => {
  const report = sampleReport({ count: 52 });
  const participations = report.parties.map(publicParticipation);
  const round = {
    ...Publication.parse({
      round: { ...report.round, id: 'round-1' },
      adoptedOn: '2026-11-01',
      report: '0'.repeat(64),
      smallest: 10,
      ...publicFigures(report.parties, new Set(), 10),
      parties: participations,
    }),
    sha256: '1'.repeat(64),
    publishedAt: '2026-11-02T00:00:00Z',
  };
  const context: PageContext = {
    language: deskLanguage(locale),
    path: '/reviews',
    query: {},
    site: SITE_DEFAULTS,
    platform: {} as Platform,
  };
  const weigh = (markup: string) => brotliCompressSync(markup, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }).length;

  // Every rating of every party was corrected: the largest pages.
  const corrections = participations.flatMap(({ id, obligations }) =>
    obligations.map((obligation) => ({ partyId: id, obligationId: obligation.id, correctedOn: '2026-11-05', status: 'met' as const })),
  );

  it('of a round of 52 parties and of one party are at most 20 KiB compressed', () => {
    const whole = renderPage(context, roundContent(context, round, corrections, sampleEdition())).markup;
    const one = renderPage(context, participationContent(context, round, participations[0]!, corrections, sampleEdition())).markup;
    expect(whole.match(/<tr>/g)!.length).toBeGreaterThan(30);
    for (const markup of [whole, one]) expect(weigh(markup)).toBeLessThanOrEqual(20 * 1024);
  });

  it('distinguish a nil return from silence', () => {
    const { markup } = renderPage(context, roundContent(context, round, corrections, sampleEdition()));
    for (const word of locale === 'en'
      ? ['Submitted', 'Nil return', 'Not submitted']
      : ['Auto-évaluation transmise', 'État néant', 'Non renseigné'])
      expect(markup).toContain(word);
  });
});
