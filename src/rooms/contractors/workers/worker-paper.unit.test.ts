import { describe, expect, it } from 'vitest';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { asReadOn } from '#rooms/reports/safety/fixtures.ts';
import english from './texts/en.json' with { type: 'json' };
import { translateWorkers } from './texts.ts';
import { RULES, setForbidsAll } from './worker.rules.ts';
import { makeWorkerPaper, PAPER_LANGUAGES } from './worker-paper.ts';

const both = (text: string) => ({ en: text, fr: text });
// Before a speaker has read them: then a paper has the most text.
const LANGUAGES = asReadOn(null, PAPER_LANGUAGES);
type Order = Parameters<typeof makeWorkerPaper>[0];
const number = (kind: string, phone: string) => ({
  ...{ id: phone, kind, name: both('Safe Shore'), about: both('A bed.'), phone, days: null, opens: null, closes: null, languages: [] },
  ...{ free: null, testedOn: '2026-11-12', testedBy: 'Duty officer', result: 'answered', answeredOn: '2026-11-12', old: false },
});
// The fullest page: three numbers, and the mark of an exercise.
const HELP = {
  ...{ id: 'p', slug: 'port-amber', name: both('Port Amber'), country: both('Ostany'), zone: 'Europe/Tirane', party: both('Amber Quay') },
  ...{
    recheckDays: 90,
    entries: [number('help-line', '+999 40 555 0121'), number('duty-telephone', '+999 40 555 0122'), number('police', '112')],
  },
} as NonNullable<Order['help']>;
const order = (code: string, more: Partial<Order> = {}): Order => ({
  contract: { number: 'AQ-2026-014', setId: 'far-52.222-50' },
  channel: { slug: 'amber-quay', name: both('Amber Quay'), fingerprint: 'kF3-_aaaaaaaaaaaaaaaaa' },
  ...{ help: HELP, origin: 'https://tideline.example.org', language: LANGUAGES.find((one) => one.code === code)!, size: 'a4' },
  ...{ exercise: true, now: new Date('2026-11-24T14:40:59Z'), ...more },
});
const textOf = async (one: Order) => (await readPdf(await makeWorkerPaper(one))).pages;

describe('a paper for the workers of a contract (5f)', () => {
  it('has each of its texts in every language of the pages of reports', () => {
    const keys = Object.keys(english);
    for (const { code, catalogues, locale } of PAPER_LANGUAGES)
      if (code !== locale) expect(Object.keys(catalogues.get('rooms/contractors/workers') ?? {}), code).toEqual(keys);
  });

  it.each(PAPER_LANGUAGES.map(({ code }) => code))('in %s has one page with nine rules, the contract, the address', async (code) => {
    const pages = await textOf(order(code));
    expect(pages).toHaveLength(1);
    expect(pages[0]).not.toContain('[U+');
    expect(pages[0]).toContain(squeeze('AQ-2026-014'));
    expect(pages[0]).toContain('tideline.example.org');
    // The rules themselves in English, or the English next to them.
    for (const rule of RULES) expect(pages[0], rule).toContain(squeeze(translateWorkers('en', `rule.${rule}`)));
  });

  it('as a card has three sides, in the longest language too', async () => {
    const pages = await textOf(order('ar', { size: 'card' }));
    expect(pages).toHaveLength(3);
    expect(pages[1]).toContain(squeeze(translateWorkers('en', 'rule.written')));
  });

  it('says what the contract forbids only where its set forbids all nine, and has no address where no channel is open', async () => {
    const [page] = await textOf(order('en', { contract: { number: 'AQ-2', setId: 'least-5f' }, channel: null }));
    expect(page).toContain(squeeze(translateWorkers('en', 'heading-other')));
    expect(page).not.toContain(squeeze(translateWorkers('en', 'heading-forbidden')));
    expect(page).not.toContain('tideline.example.org');
    expect(setForbidsAll('far-52.222-50')).toBe(true);
  });
});
