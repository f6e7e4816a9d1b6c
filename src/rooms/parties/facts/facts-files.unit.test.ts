import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { MAX_FAULTS, RequiredText, readRows } from '../csv-rows.ts';
import { PARTY_FILES, readPartyFiles } from './facts-files.ts';

const REAL = Object.fromEntries(PARTY_FILES.map((file) => [file, readFileSync(`facts/${file}`, 'utf8')])) as Record<
  (typeof PARTY_FILES)[number],
  string
>;

/** The faults after a text in one file is replaced, as `file:line code`. */
function faultsWith(file: (typeof PARTY_FILES)[number], from: string, to: string): string[] {
  expect(REAL[file]).toContain(from);
  return readPartyFiles({ ...REAL, [file]: REAL[file].replace(from, to) }).faults.map(
    (fault) => `${fault.file}:${fault.line} ${fault.code}`,
  );
}

test('the shipped files have no fault', () => {
  const files = readPartyFiles(REAL);
  expect(files.faults).toEqual([]);
  expect([files.nations, files.bodies, files.operations, files.observedContributions, files.partners].map((rows) => rows.length)).toEqual([
    56, 6, 7, 63, 25,
  ]);
  expect(files.nations.filter((row) => row.value.status_neutral).map((row) => row.value.iso2)).toEqual(['XK']);
});

test.each([
  ['parties.csv', 'ally,2009', 'ally,', 'parties.csv:2 year-without-ally'],
  ['parties.csv', 'ally,2009', 'ally,2009-13', 'parties.csv:2 not-a-date'],
  ['parties.csv', 'Suède', '', 'parties.csv:29 empty-cell'],
  ['parties.csv', 'BE,BEL', 'AL,BEL', 'parties.csv:3 row-twice'],
  ['parties.csv', 'non-nato-tcn', 'tcn', 'parties.csv:34 not-one-of'],
  ['parties.csv', 'iso2,iso3', 'iso2,ISO3', 'parties.csv:1 column-unknown'],
  ['operations.csv', '2004,2011-12-31,IQ,year', '2004,2003,IQ,year', 'operations.csv:7 end-before-start'],
  ['operations.csv', '2004,2011-12-31,IQ,year', '2004,2011-12-31,IQ,day', 'operations.csv:7 precision'],
  ['operations.csv', '"Stab', '"Sta"b', 'operations.csv:3 quotation-marks'],
  ['operations.csv', ',XK,', ',XQ,', 'operations.csv:4 not-in-register'],
  ['contributions.csv', 'KFOR,AM', 'KFUR,AM', 'contributions.csv:2 not-in-register'],
  ['contributions.csv', ',487,', ',many,', 'contributions.csv:3 not-a-number'],
  ['contributions.csv', ',487,', ',487,extra,', 'contributions.csv:3 cell-count'],
  ['partners.csv', 'web,https://www.iom.int', ',https://www.iom.int', 'partners.csv:15 contact-without-kind'],
  ['partners.csv', 'web,https://www.iom.int,', 'phone,116 666,', 'partners.csv:15 phone-not-tested'],
  ['partners.csv', 'web,https://www.iom.int,', 'phone,116 666,2026-11-20', ''],
] as const)('%s: %s -> %s is reported with file and line', (file, from, to, expected) => {
  expect(faultsWith(file, from, to)).toEqual(expected === '' ? [] : expect.arrayContaining([expected]));
});

test('faults of several files are reported at once', () => {
  const damaged = { ...REAL, 'parties.csv': REAL['parties.csv'].replace('AL,ALB', 'AL,A'), 'bodies.csv': '' };
  expect(readPartyFiles(damaged).faults.map((fault) => `${fault.file}:${fault.line} ${fault.code}`)).toEqual([
    'parties.csv:2 not-a-code',
    'bodies.csv:1 empty-file',
  ]);
});

test.each([
  ['tabs, as pasted from a spreadsheet', 'a\tb\n1\t2,3\n'],
  ['semicolons', 'a;b\r\n1;2,3\r\n'],
  ['commas, with a byte order mark and the columns exchanged', '\uFEFFb,a\n"2,3",1'],
])('readRows reads a table with %s', (_name, text) => {
  expect(readRows('t', text, ['a', 'b'], z.strictObject({ a: RequiredText, b: RequiredText }))).toEqual({
    rows: [{ line: 2, value: { a: '1', b: '2,3' } }],
    faults: [],
  });
});

test.each([
  ['rows that have too few cells', `a;b\n${'1\n'.repeat(20_000)}`],
  ['rows of empty cells', `a;b\n${';\n'.repeat(20_000)}`],
  ['a head of columns nobody knows', `a;b${';c'.repeat(200_000)}`],
])('readRows stops after many faults: %s', (_, text) => {
  const { faults } = readRows('many.csv', text, ['a', 'b'], z.strictObject({ a: RequiredText, b: RequiredText }));
  expect(faults.length).toBeGreaterThanOrEqual(MAX_FAULTS);
  expect(faults.length).toBeLessThan(MAX_FAULTS + 3);
});
