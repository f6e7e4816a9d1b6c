import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Platform } from '#platform/platform.ts';
import { deskLanguage } from '#platform/texts/public-languages.ts';
import { renderPage } from '#site/page.ts';
import { type PageContext, SITE_DEFAULTS } from '#site/public-page.ts';
import { readTreatyTable } from '../treaties/treaty-file.ts';
import { type TreatyParty, TreatyTable } from '../treaties/treaty-table.schema.ts';
import { aTable } from './fixtures.ts';
import { drawPanels } from './map-shapes.ts';
import { treatyFact } from './public-pages.ts';
import { sourcesContent } from './sources-page.ts';
import { treatyContent } from './treaty-page.ts';

// The page over the shipped facts. The parties room decides which nations are seen today, so every non-Ally is under "other" here.
const nations = parse(readFileSync('facts/parties.csv', 'utf8'), { columns: true }) as Record<string, string>[];
const facts = readTreatyTable(
  'treaty-actions.csv',
  readFileSync('facts/treaty-actions.csv', 'utf8'),
  new Set(nations.map((one) => one.iso2!)),
);
const parties = nations.map((one) => {
  const own = facts.rows.map((row) => row.value).filter((fact) => fact.iso2 === one.iso2);
  const cells = Object.fromEntries(own.map(({ iso2: _iso2, instrument, ...cell }) => [instrument, cell])) as TreatyParty['cells'];
  const party: TreatyParty = {
    id: one.iso2!,
    iso2: one.iso2!,
    name: { en: one.name_en!, fr: one.name_fr! },
    statusNeutral: one.iso2 === 'XK',
    lastSeen: null,
    cells,
    declared: [],
    waiting: [],
  };
  return { ally: one.role === 'ally', party };
});
const table = TreatyTable.parse(
  aTable({
    ally: parties.filter((one) => one.ally).map((one) => one.party),
    other: parties.filter((one) => !one.ally).map((one) => one.party),
  }),
);

test.each(['en', 'fr'] as const)('every public treaty page in %s is at most 20 KiB compressed', (locale) => {
  const context: PageContext = {
    language: deskLanguage(locale),
    path: '/treaties',
    query: { show: 'everyone' },
    site: SITE_DEFAULTS,
    platform: {} as Platform,
  };
  const markup = renderPage(context, treatyContent(context, table)).markup;
  expect(markup.match(/<tr class="more">/g)).toHaveLength(56);
  for (const page of [markup, renderPage(context, sourcesContent(context, table)).markup]) {
    expect(brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }).length).toBeLessThanOrEqual(20 * 1024);
  }
});

test('all 32 Allies are bound by both UN treaties, by sources of 2014 and 2015', () => {
  expect(treatyFact(table)).toEqual({ allies: 32, bound: 32, firstYear: '2014', lastYear: '2015' });
});

test('every Ally appears on the maps', () => {
  const panels = drawPanels(parties.filter((one) => one.ally).map((one) => one.party.iso2));
  const shown = new Set(panels.flatMap((panel) => [...panel.nations.keys()]));
  expect(parties.filter((one) => one.ally && !shown.has(one.party.iso2)).map((one) => one.party.iso2)).toEqual([]);
});
