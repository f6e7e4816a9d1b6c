import { expect, test } from 'vitest';
import type { Platform } from '#platform/platform.ts';
import { deskLanguage } from '#platform/texts/public-languages.ts';
import { renderPage } from '#site/page.ts';
import { type PageContext, SITE_DEFAULTS } from '#site/public-page.ts';
import { wordsIn } from '#site/words.ts';
import { aTable, treatyCell, treatyParty } from './fixtures.ts';
import { drawPanels, wholeUnits } from './map-shapes.ts';
import { treatyFact } from './public-pages.ts';
import { sourcesContent } from './sources-page.ts';
import { translateTreatyPages } from './texts.ts';
import { filterGroups, TreatyFilter } from './treaty-filter.ts';
import { treatyContent } from './treaty-page.ts';

const party = treatyCell({
  status: 'party',
  actionKind: 'accession',
  actionDate: '2004-05-01',
  asOf: '2014-01-27',
  confidence: 'one-source',
  source: 'A table, https://a.example/t.',
});
const both = { UNTOC: party, TIP: party };
const table = aTable({
  ally: [
    treatyParty('TR', 'Türkiye', { ...both, CETS197: treatyCell({ status: 'not-party', confidence: 'status-only' }) }),
    treatyParty('ES', 'Espagne', { UNTOC: party, TIP: treatyCell({ ...party, asOf: '2015-03-03' }) }),
    treatyParty('US', '<b>'),
  ],
  seen: [treatyParty('UA', 'Ukraine', both, { lastSeen: { operation: 'KFOR', asOf: '2017-02' } })],
  other: [treatyParty('XK', 'Kosovo', {}, { statusNeutral: true }), treatyParty('RS', 'Serbia')],
});
const context = (query: Record<string, string> = {}): PageContext => ({
  language: deskLanguage('en'),
  path: '/treaties',
  query,
  site: SITE_DEFAULTS,
  platform: {} as Platform,
});
const page = (query: Record<string, string> = {}) => treatyContent(context(query), table).body.markup;
const shown = (query: Record<string, string>) =>
  filterGroups(table, TreatyFilter.parse(query), wordsIn(deskLanguage('fr'), translateTreatyPages)).flatMap((group) =>
    group.parties.map((one) => one.iso2),
  );

test.each([
  [{}, ['US', 'ES', 'TR', 'UA']],
  [{ show: 'ally' }, ['US', 'ES', 'TR']],
  [{ show: 'everyone' }, ['US', 'ES', 'TR', 'UA', 'XK', 'RS']],
  [{ name: 'turkIYE' }, ['TR']],
  [{ status: 'both' }, ['ES', 'TR', 'UA']],
  [{ status: 'not-both' }, []],
  [{ status: 'not-cets' }, ['TR']],
  [{ status: 'unknown', show: 'ally' }, ['US', 'ES', 'TR']],
  [{ sources: 'status-only' }, ['TR']],
  [{ show: 'nonsense', status: '1 or 1', sources: '' }, ['US', 'ES', 'TR', 'UA']],
])('the filter %j leaves %j', (query, left) => {
  expect(shown(query as Record<string, string>)).toEqual(left);
});

test('the treaty page says unknown and never no where no source was found', () => {
  const row = page()
    .split('<tr>')
    .find((one) => one.includes('&#60;b&#62;'))!;
  expect(row.match(/>Unknown</g)).toHaveLength(4);
  expect(row).not.toContain('Not a party');
});

test('the treaty page marks an as-of date that differs from the column head', () => {
  expect(page()).toContain('table of 27\u00a0Jan\u00a02014');
  expect(page().match(/<sup>a<\/sup>/g)).toHaveLength(1);
  expect(page()).toContain('<b>a</b> as of 3\u00a0Mar\u00a02015.');
});

test('the treaty page says that no contributor is confirmed, and which nation was last observed', () => {
  expect(page()).toContain('Contributors bound today<span>none confirmed</span>');
  expect(page({ show: 'contributor' })).toContain('none confirmed');
  expect(page({ show: 'contributor' })).not.toContain('below');
  expect(page({ show: 'everyone' })).toContain('The nation below was last observed');
  expect(page({ name: 'espagne' })).not.toContain('none confirmed');
  expect(page()).toContain('KFOR, Feb 2017');
  expect(page()).toContain('KFOR: Kosovo Force</span>');
});

test('the treaty page shows the status-neutral footnote with Kosovo only', () => {
  expect(page()).not.toContain('without prejudice');
  expect(page({ show: 'everyone' })).toContain('Kosovo: all references are without prejudice to positions on status.');
});

test('the treaty page escapes what readers type and what files contain', () => {
  expect(page({ name: '"><script>' })).toContain('value="&#34;&#62;&#60;script&#62;"');
  expect(page()).toContain('<q lang="en">A table, <a href="https://a.example/t." rel="noreferrer">');
});

test('treatyFact gives the start page the number of bound Allies and the years of the sources', () => {
  expect(treatyFact(table)).toEqual({ allies: 3, bound: 2, firstYear: '2014', lastYear: '2015' });
  expect(treatyFact(aTable({}))).toBeNull();
});

test('the page of sources lists each source once with the number of its entries', () => {
  const markup = renderPage(context(), sourcesContent(context(), table)).markup;
  expect(markup.match(/A table,/g)).toHaveLength(2);
  expect(markup).toContain('3 entries, as of 27\u00a0Jan\u00a02014');
});

test('drawPanels draws no border through land outside the table, and leaves Crimea out of every nation', () => {
  const [, europe] = drawPanels(['UA', 'TR']);
  const [, withRussia] = drawPanels(['UA', 'TR', 'RU', 'RS']);
  expect(europe!.open).not.toBe('');
  expect(withRussia!.open).toBe(europe!.open);
  expect(withRussia!.nations.get('UA')).toBe(europe!.nations.get('UA'));
  for (const path of withRussia!.nations.values()) expect(path).not.toContain(europe!.open);
  // Serbia and Kosovo are one land mass: without Serbia in the table it gets no ring of its own.
  expect(europe!.land).not.toContain(withRussia!.nations.get('RS')!);
});

test('wholeUnits writes paths in whole steps and drops paths without area', () => {
  expect(wholeUnits('M0.2,0L10,0.4L10,10L0,10Z')).toBe('M0 0l10 0 0 10-10 0z');
  expect(wholeUnits('M5,5L5.2,5L5.3,5.3Z')).toBe('');
});

test('a table of nations without a shape has counts and no empty maps, no legend and no list of what is outside', () => {
  const invented = aTable({ ally: [treatyParty('XA', 'Aldmark', both)] });
  const { markup } = treatyContent(context(), invented).body;
  expect(markup).toContain('Both deposited: 1 of 1 Allies');
  for (const drawn of ['role="img" aria-label="Map', 'class="legend"', 'Outside the maps']) expect(markup).not.toContain(drawn);
  expect(markup).toContain('Opened, a nation also shows three texts on forced labour');
  const nobody = treatyContent(context({ name: 'nobody' }), invented).body.markup;
  expect(nobody).not.toContain('forced labour');
  expect(page()).toContain('class="legend"');
});
