import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';

// The facts shipped in the product, as an office of the Alliance may show them to a nation.

type Row = Record<string, string>;
const rowsOf = (file: string): Row[] => parse(readFileSync(`facts/${file}`, 'utf8'), { columns: true });
const named = (file: string, rows: readonly Row[]) =>
  rows.map((row) => `${file}: ${row.iso2 ?? row.code ?? row.id} ${row.instrument ?? ''} ${row.source}`);

const FILES = [
  'parties.csv',
  'bodies.csv',
  'operations.csv',
  'contributions.csv',
  'partners.csv',
  'treaty-actions.csv',
  'treaty-crosschecks.csv',
];

/** The authority that keeps each treaty, and its reference there. */
const AUTHORITIES: Record<string, string> = {
  UNTOC: 'UN Treaty Collection XVIII-12: ',
  TIP: 'UN Treaty Collection XVIII-12-a: ',
  CETS197: 'Council of Europe Treaty Series 197: ',
  C029: 'ILO NORMLEX C029: ',
  P029: 'ILO NORMLEX P029: ',
  C105: 'ILO NORMLEX C105: ',
  OSCE: 'OSCE, participating States (https://www.osce.org/cio/47461): ',
};

/** Hosts of essay mills, mirrors of encyclopaedias, collections of other people's files, web logs and copies of official tables. */
const REFUSED =
  /github|wiki|academickids|absoluteastronomy|alchetron|abcdef|studentb|docslib|scribd|slideshare|readkong|lawsdocbox|blogspot|nuclearpowerdaily|askvity|eata\.ee|whatconvention|inview\.nl|global-regulation|bestcurrentaffairs|childlabour2017|temoignages|kok-gegen|ijrcenter|tacticsinstitute|priceofsex|123dok|pdfslide|humantraffickingsearch|https?:\/\/\d+\.\d+/i;

test.each(Object.entries(AUTHORITIES))(
  'each source of %s names the authority and its reference first, then how it was read',
  (instrument, head) => {
    const known = rowsOf('treaty-actions.csv').filter((row) => row.instrument === instrument && row.source !== '');
    expect(known.length).toBeGreaterThan(10);
    expect(
      named(
        'treaty-actions.csv',
        known.filter((row) => !row.source!.startsWith(head) || row.source!.length < head.length + 10),
      ),
    ).toEqual([]);
  },
);

test.each(FILES)('%s cites no essay mill, mirror or scraper', (file) => {
  const cited = rowsOf(file).flatMap((row) => Object.values(row));
  expect(cited.length).toBeGreaterThan(40);
  expect(cited.filter((cell) => REFUSED.test(cell))).toEqual([]);
});

test.each(FILES.filter((file) => !file.startsWith('treaty')))('each source of %s begins with a name, not an address', (file) => {
  const rows = rowsOf(file).filter((row) => row.source !== '' || row.code !== '');
  expect(
    named(
      file,
      rows.filter((row) => !/^\p{Lu}[^:/]{2,}/u.test(row.source ?? '') || /^https?:/.test(row.source ?? '')),
    ),
  ).toEqual([]);
});

test('a source that was not read at the authority says so', () => {
  const copied = FILES.flatMap(rowsOf).filter((row) =>
    /told by|encyclopaedia|web log|public lists|a list made from/.test(row.source ?? ''),
  );
  expect(copied.length).toBeGreaterThan(5);
  const silent = copied.filter(
    (row) => !/not verified|told by Agence France-Presse|told by Yonhap|signature read in a list/.test(row.source!),
  );
  expect(named('facts', silent)).toEqual([]);
});

test('a telephone number has the date on which it was tested, and no other cell hides one', () => {
  const rows = rowsOf('partners.csv');
  expect(rows.filter((row) => row.contact_kind === 'phone' && row.contact_tested === '')).toEqual([]);
  const digits = /(?:\+|\b)\d[\d ()-]{4,}\d\b/;
  const hidden = rows
    .flatMap((row) => [row.name!, row.note!, row.contact_kind === 'phone' ? '' : row.contact!])
    .filter((cell) => digits.test(cell));
  expect(hidden).toEqual([]);
});

test('a second source is an authority of its own, not a copy of the first', () => {
  const checks = rowsOf('treaty-crosschecks.csv');
  expect(new Set(checks.map((row) => row.second_source!.split(/[,(]/)[0]!.trim()))).toEqual(
    new Set(['Kingdom of the Netherlands', 'Pacific Islands Legal Information Institute']),
  );
});

test.each(['docs/glossary.md', 'policies/nato-thb-2004/instruments.yaml'])('%s cites no essay mill, mirror or scraper', (path) => {
  const text = readFileSync(path, 'utf8');
  const addresses = text.match(/(?:https?:\/\/)?(?:[a-z0-9-]+\.)+(?:com|net|org|int|de|nl|ru|info|tips|dev)\b[^\s|)"']*/g) ?? [];
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => REFUSED.test(address))).toEqual([]);
});
