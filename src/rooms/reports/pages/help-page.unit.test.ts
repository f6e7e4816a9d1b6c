import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Platform } from '#platform/platform.ts';
import { languagesAt, loadPublicLanguages } from '#platform/texts/public-languages.ts';
import { renderPage } from '#site/page.ts';
import { type PageContext, SITE_DEFAULTS } from '#site/public-page.ts';
import { PublicHelp } from '../help/help.schema.ts';
import { asReadOn } from '../safety/fixtures.ts';
import { missingPlaceContent, placeContent, placesContent } from './help-page.ts';

// Before a speaker has read them: then a page has the most text.
const LANGUAGES = asReadOn(null, languagesAt(loadPublicLanguages(), '/help'));
const context = (code = 'en', path = '/help/port-amber'): PageContext => ({
  language: LANGUAGES.find((one) => one.code === code)!,
  path,
  query: {},
  site: { ...SITE_DEFAULTS, exercise: true },
  platform: {} as Platform,
});
const both = (text: string) => ({ en: text, fr: text });
const entry = (kind: string, more: object = {}) => ({
  ...{ id: kind, kind, name: both(`Name of ${kind}`), about: both(`What ${kind} does for people who call.`), phone: '+44 1632 960121' },
  ...{ days: [1, 2, 3, 4, 5, 6, 7], opens: null, closes: null, languages: ['en', 'sq', 'sr-Latn', 'ar'], free: true },
  ...{ testedOn: '2026-11-12', testedBy: 'Duty officer', result: 'answered', answeredOn: '2026-11-12', old: false, ...more },
});
const help = (entries: object[]) =>
  PublicHelp.parse({
    ...{ id: 'p', slug: 'port-amber', name: both('Port Amber'), country: both('Ostany'), zone: 'Europe/Brussels' },
    ...{ party: both('Amber Quay'), recheckDays: 90, entries },
  });
// A Tuesday, 13:05 in Brussels.
const NOW = new Date('2026-11-24T12:05:00Z');
const CHANNELS = [
  { slug: 'amber-quay', name: both('Amber Quay'), help: ['port-amber'], partyId: 'p' },
  { slug: 'elsewhere', name: both('Elsewhere'), help: [], partyId: 'q' },
];
const page = (entries: object[], locale?: string) =>
  renderPage(context(locale), placeContent(context(locale), help(entries), NOW, CHANNELS)).markup;
const SIX = ['shelter-referral', 'medical', 'legal-aid', 'child-protection', 'duty-telephone', 'police'].map((kind) => entry(kind));

describe('the page of a place', () => {
  it.each(LANGUAGES.map(({ code }) => code))('with six numbers in %s takes at most 6 KiB compressed (A1.6)', (locale) => {
    // As the server compresses a page whose address has a parameter.
    const size = brotliCompressSync(page(SIX, locale), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
    expect(size).toBeLessThanOrEqual(6 * 1024);
  });

  it('shows help that is not the police, the duty telephone and the police side by side, the police never first', () => {
    const markup = page(SIX);
    const places = ['#not-police', '#duty', '#police', 'Name of shelter-referral', 'Name of duty-telephone', 'Name of police'].map((text) =>
      markup.indexOf(text),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(page([entry('police')])).toMatch(/#not-police">Not the police<small>No number<\/small>/);
  });

  it('is offered in Arabic from right to left, with the English of its sentences on safety and links to pages that exist', () => {
    const markup = page(SIX, 'ar');
    expect(markup).toContain('<html lang="ar" dir="rtl">');
    expect(markup).toContain('<span class="en" lang="en" dir="ltr">You do not have to report anything.');
    expect(markup).toContain('<bdi dir="ltr">+44 1632 960121</bdi>');
    expect(markup).toContain('href="/ar/help"');
    expect(markup).toContain('href="/policy"');
    expect(markup).not.toContain('/ar/policy');
    expect(page(SIX)).not.toContain('class="en"');
  });

  it('links each number, keeps its digits from left to right and names languages in themselves', () => {
    const markup = page([entry('medical')]);
    expect(markup).toContain('<a class="n" href="tel:+441632960121"><bdi dir="ltr">+44 1632 960121</bdi></a>');
    expect(markup).toContain('<bdi lang="ar">العربية</bdi>');
  });

  it('says whether a number answers at the moment the page was made, only where the hours are known and end', () => {
    const times = { days: [1, 2, 3, 4, 5], opens: '08:30', closes: '13:05' };
    expect(page([entry('medical', times)])).toContain(
      'Mon to Fri, 08:30 to 13:05<span class="screen">. Closed when this page was made</span>',
    );
    expect(page([entry('medical', { ...times, closes: '13:06' })])).toContain('Open when this page was made');
    expect(page([entry('medical', times)])).toContain('This page was made on 24 November 2026 after 13:00.');
    expect(page([entry('medical', { days: null })])).toContain('<dd>Hours not known</dd>');
    expect(page([entry('medical')])).toContain('<dd>Day and night</dd>');
  });

  it('keeps a number whose test is overdue, with the date of the test', () => {
    expect(page([entry('medical', { testedOn: '2026-08-03', old: true })])).toContain(
      'Last tested on 3 Aug 2026, by Duty officer; not tested since',
    );
    expect(page([entry('medical', { result: 'no-answer', testedOn: '2026-11-20' })])).toContain(
      'Nobody answered the test call on 20 Nov 2026. Last answered on 12 Nov 2026.',
    );
  });

  it('leads to the channel of its operation after the numbers, also where no number is left, and to no other', () => {
    for (const entries of [SIX, []])
      expect(page(entries)).toMatch(/id="tell">.*<a href="\/r\/amber-quay">Amber Quay<\/a>.*keeps this list/);
    expect(page(SIX, 'ar')).toContain('<a href="/ar/r/amber-quay">');
    expect(page(SIX)).not.toContain('elsewhere');
    expect(page(SIX).indexOf('id="tell"')).toBeGreaterThan(page(SIX).indexOf('Name of police'));
  });

  it('says what to do in danger where no number is left', () => {
    expect(page([])).toContain('No number that a person has tried is listed here now. In danger now?');
  });
});

describe('the list of places', () => {
  it('says that no list is published, and nothing about lists in preparation', () => {
    const markup = placesContent(context('en', '/help'), { places: [] }, []).body.markup;
    expect(markup).toContain('No list of people who can help is published here.');
    expect(missingPlaceContent(context()).body.markup).toContain('There is no list at this address, or not any more.');
  });

  it('leads to each open channel, also where no list is published, and names none where none is open', () => {
    const markup = (channels: typeof CHANNELS) => placesContent(context('en', '/help'), { places: [] }, channels).body.markup;
    expect(markup(CHANNELS)).toMatch(/Tell us what you saw.*leave your name out.*\/r\/amber-quay.*\/r\/elsewhere/);
    expect(markup([])).not.toMatch(/Tell us|\/r\//);
  });

  it('leads to each place in the language of the page', () => {
    const place = { id: 'p', slug: 'port-amber', name: both('Port Amber'), country: both('Ostany'), zone: 'UTC', numbers: 6 };
    expect(placesContent(context('fr', '/help'), { places: [place] }, []).body.markup).toContain(
      '<a href="/fr/help/port-amber">Port Amber, Ostany</a>',
    );
  });
});
