import { beforeAll, describe, expect, test } from 'vitest';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { lowered } from '#platform/texts/case.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { LOCALES, type Locale } from '#platform/texts/texts.ts';
import type { Report } from '../report.schema.ts';
import { sampleEdition, sampleReport } from './fixtures.ts';
import { day } from './party-view.ts';
import { reportPdf } from './report-document.ts';
import { translateReport } from './texts.ts';

const edition = sampleEdition();
const CHECKPOINT = {
  origin: 'manumit-log/0123456789abcdef',
  size: 4096,
  root: 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
  day: '2026-11-24',
};
const print = async (report: Report, locale: Locale, exercise = true, checkpoint: typeof CHECKPOINT | null = CHECKPOINT) =>
  readPdf(
    await reportPdf(report, { locale, edition, exercise, printedBy: 'Ada Quill', printedAt: new Date('2026-11-24T14:40:00Z'), checkpoint }),
  );

// Six parties: one silent, one contributor, the rest Allies with every status. Given unsorted on purpose.
const report = sampleReport({ count: 6, items: 2 });
report.parties.reverse();
const corrected = report.parties.find((party) => party.obligations.some(({ rating }) => rating !== null))!;
report.corrections.push({
  partyId: corrected.id,
  obligationId: corrected.obligations.find(({ rating }) => rating !== null)!.id,
  status: 'partly-met',
  reason: 'A contract was overlooked.',
  correctedAt: '2026-11-20T09:00:00.000Z',
});

describe.each(LOCALES)('the report in %s', (locale) => {
  let pages: string[];
  let text: string;
  let read: Awaited<ReturnType<typeof print>>;
  beforeAll(async () => {
    read = await print(report, locale);
    ({ pages } = read);
    text = pages.join('');
  });

  /** The printed text of one party, from its name and state to those of the next. */
  const partOf = (id: string) => {
    const starts = report.parties.map((party) => ({ id: party.id, at: text.indexOf(firstWordsOf(party.id)) }));
    const order = starts.toSorted((a, b) => a.at - b.at);
    const mine = order.findIndex((start) => start.id === id);
    return text.slice(order[mine]!.at, order[mine + 1]?.at);
  };
  const firstWordsOf = (id: string) => {
    const party = report.parties.find((one) => one.id === id)!;
    const first = party.voluntary ? 'party.voluntary' : `party.state.${party.state}`;
    return squeeze(`${party.names[locale]}${translateReport(locale, first as 'party.voluntary')}`);
  };

  test('is tagged, in its language, with headings, table headers and words for every mark', () => {
    expect(read.marked).toBe(true);
    expect(read.info).toMatchObject({ Language: locale, Title: translateReport(locale, 'title', { round: report.round.title[locale] }) });
    expect(read.roles.flat()).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'Table', 'TH', 'TD', 'Figure']));
    const rated = report.parties.flatMap((party) => party.obligations);
    expect(read.alts).toHaveLength(2 * rated.length);
    expect(read.alts.filter((alt) => /^[\dA][\w.]*\s?: \S/u.test(alt))).toHaveLength(read.alts.length);
  });

  test('shows that a rating was corrected after the adoption, next to the adopted one (5g)', () => {
    const words = {
      day: day(locale, '2026-11-20'),
      status: lowered(translateStatuses(locale, 'partly-met')),
      reason: 'A contract was overlooked.',
    };
    expect(partOf(corrected.id)).toContain(squeeze(translateReport(locale, 'party.corrected', words)));
    expect(text.split(squeeze(words.reason))).toHaveLength(2);
  });

  test('shows a checkpoint of the log on its last page, or says that there is none', async () => {
    const last = squeeze(pages.at(-1)!);
    for (const line of [
      CHECKPOINT.origin,
      String(CHECKPOINT.size),
      CHECKPOINT.root,
      translateReport(locale, 'log.text', { day: day(locale, CHECKPOINT.day) }),
    ])
      expect(last).toContain(squeeze(line));
    const before = await print(sampleReport({ count: 1 }), locale, false, null);
    expect(squeeze(before.pages.join(''))).toContain(squeeze(translateReport(locale, 'log.none')));
  });

  test('marks an unrated obligation as such', () => {
    const unrated = report.parties.flatMap((party) => party.obligations).filter((obligation) => obligation.rating === null);
    expect(unrated.length).toBeGreaterThan(0);
    expect(read.alts.filter((alt) => alt.endsWith(lowered(translateStatuses(locale, 'not-rated'))))).toHaveLength(unrated.length);
  });

  test('names every party, its self-assessment or the lack of one, and its share of declared evidence', () => {
    for (const party of report.parties) {
      const mine = partOf(party.id);
      expect(mine).toContain(squeeze(translateReport(locale, 'party.declared', { items: party.items, declared: party.declared })));
      if (party.submitted) expect(mine).toContain(squeeze(`${party.submitted.signer}, ${party.submitted.capacity}`));
      else expect(mine).toContain(squeeze(translateReport(locale, 'party.no-self-assessment')));
      if (party.unratedReason) expect(mine).toContain(squeeze(party.unratedReason));
    }
  });

  test('shows the title of each obligation, the reason of each rating, and kind, origin, dates and source of each item', () => {
    for (const party of report.parties) {
      const mine = partOf(party.id);
      for (const obligation of party.obligations) {
        expect(mine).toContain(squeeze(edition.obligation(obligation.id).title[locale]));
        if (obligation.reason) expect(mine).toContain(squeeze(obligation.reason));
        for (const item of obligation.evidence) {
          const kind = edition.evidenceKind(item.kind).title[locale];
          expect(mine).toContain(squeeze(translateReport(locale, 'item.title', { kind, title: item.title[locale] })));
          const origin = translateStatuses(locale, item.origin).slice(1);
          const words = { origin, day: day(locale, item.date), source: item.sources[locale], asOf: day(locale, item.asOf!) };
          expect(mine).toContain(squeeze(translateReport(locale, 'item.line.as-of', words)));
        }
      }
    }
  });

  test('shows grade, owner, due date, state and evidence of each finding, and the decision on each comment', () => {
    for (const party of report.parties) {
      const mine = partOf(party.id);
      for (const finding of party.findings) {
        expect(mine).toContain(squeeze(`${translateReport(locale, `finding.grade.${finding.grade}`)}`));
        for (const words of [finding.title, finding.text, finding.owner, ...finding.followUp.map((event) => event.text)])
          expect(mine).toContain(squeeze(words));
        expect(mine).toContain(squeeze(translateReport(locale, 'finding.due', { day: day(locale, finding.due) })));
        expect(mine).toContain(squeeze(translateReport(locale, `finding.state.${finding.state}`)));
        expect(mine).toContain(squeeze(translateReport(locale, 'finding.evidence', { list: '1, 2' })));
      }
      if (party.id === 'party-0') {
        const others = translateReport(locale, 'finding.evidence.others', { count: 1 });
        expect(mine).toContain(squeeze(translateReport(locale, 'finding.evidence', { list: `3, ${others}` })));
      }
      for (const comment of party.comments) {
        expect(mine).toContain(squeeze(comment.text));
        expect(mine).toContain(squeeze(translateReport(locale, `comment.${comment.decision!}`, { reason: comment.reason! })));
      }
    }
  });

  test('sorts parties by the alphabet of its language, Allies before contributors', () => {
    const at = (name: string) => text.indexOf(squeeze(`${name}${translateReport(locale, 'party.state.adopted')}`));
    const names = ['Aldmark', 'Brevia', 'Corvania', 'Drelland', locale === 'en' ? 'Estrava' : 'Éstrave'];
    const places = names.map(at);
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text.indexOf(squeeze(`Feronne${translateReport(locale, 'party.voluntary')}`))).toBeGreaterThan(Math.max(...places));
  });

  test('distinguishes not reported, nil return and zero, and says that Appendix 1 is reconstructed', () => {
    const words = (['not-reported', 'nil', 'zero', 'not-met'] as const).map((key) => translateStatuses(locale, key));
    expect(words.filter((one) => words.some((other) => other !== one && other.startsWith(one)))).toEqual([]);
    // A chip begins with a capital.
    for (const word of words) expect(text).toContain(squeeze(word).slice(1));
    expect(text).toContain(squeeze(`${edition.clause('A1').title[locale]} † ${translateReport(locale, 'party.reconstructed')}`));
  });

  test('shows EXERCISE on every page, and the hashes of the adopted report at the end', () => {
    const word = locale === 'en' ? 'EXERCISE' : 'EXERCICE';
    expect(pages.filter((page) => page.includes(word))).toHaveLength(pages.length);
    const end = text.slice(text.lastIndexOf(squeeze(translateReport(locale, 'hashes.text'))));
    for (const { sha256 } of [report.hash!, ...report.hash!.parties]) expect(end).toContain(sha256);
  });
});

test('the report leaves no page nearly empty for a short last section', async () => {
  const spilling = sampleReport({ count: 4, items: 4 });
  for (const party of spilling.parties) Object.assign(party, { findings: [], comments: [] });
  const { pages } = await print(spilling, 'en');
  const lengths = pages.map((page) => page.length);
  // After the matrices, before the sources.
  expect(Math.min(...lengths.slice(3, -1)), lengths.join(' ')).toBeGreaterThan(1000);
});

test('a real report has no exercise mark, and an unadopted one says that it may change', async () => {
  const open: Report = { ...sampleReport({ count: 2, items: 1 }), hash: null };
  Object.assign(open.round, { state: 'open', adoptedAt: null, adoptedBy: null, release: null, authority: null });
  const { pages } = await print(open, 'en', false);
  expect(pages.join('')).not.toContain('EXERCISE');
  expect(pages[0]).toContain(squeeze('Open since 2 Mar 2026. This is not the final report; it may still change.'));
  expect(pages[0]).toContain(squeeze('None. This round is not an authority’s review'));
  expect(pages[0]).toContain(squeeze(translateReport('en', 'readers.before')));
  expect(pages.at(-1)).toContain(squeeze(translateReport('en', 'hashes.none')));
});

test('the report of one party names the sections not shown, and has no matrix', async () => {
  const one = sampleReport({ count: 3, items: 1 });
  one.parties = one.parties.slice(0, 1);
  one.hash!.hidden = 2;
  const { pages, info } = await print(one, 'en');
  expect(info.Title).toBe('Review report: Aldmark, Round 2026');
  const text = pages.join('');
  expect(text).not.toContain(squeeze(translateReport('en', 'matrix.evidence')));
  expect(text).toContain(squeeze('2 sections are not shown to this reader'));
  expect(text).toContain(squeeze('Section not shown, number party-2'));
});

test('a report without ratings has one matrix, and no mark of a rating', async () => {
  const silent = sampleReport({ count: 2, items: 0 });
  for (const obligation of silent.parties.flatMap((party) => party.obligations))
    Object.assign(obligation, {
      status: 'not-reported',
      rating: null,
      reason: null,
      ratedBy: null,
      ratedAt: null,
      suggestion: null,
      answer: null,
    });
  const { pages, alts } = await print(silent, 'en');
  expect(pages.join('')).not.toContain(squeeze(translateReport('en', 'matrix.rating')));
  expect(new Set(alts.map((alt) => alt.split(': ')[1]))).toEqual(new Set(['not reported']));
});

test('the longest texts break over pages, and nothing is lost', async () => {
  const long = sampleReport({ count: 2, items: 1 });
  const words = Array.from({ length: 1200 }, (_, i) => `w${i}`).join(' ');
  Object.assign(long.parties[0]!.obligations[0]!, { rating: 'met', reason: words });
  Object.assign(long.parties[0]!.findings[0]!, { owner: 'x'.repeat(300), text: words });
  const text = (await print(long, 'en')).pages.join('');
  for (const word of ['w0', 'w600', 'w1199']) expect(text.split(word).length).toBeGreaterThan(2);
});
