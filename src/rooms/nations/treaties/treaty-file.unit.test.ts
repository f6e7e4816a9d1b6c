import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCrosschecks, readTreatyTable } from './treaty-file.ts';

const REGISTER = new Set(
  readFileSync('facts/parties.csv', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, 2)),
);
const TABLE = readFileSync('facts/treaty-actions.csv', 'utf8');
const CHECKS = readFileSync('facts/treaty-crosschecks.csv', 'utf8');
const read = (text: string) => readTreatyTable('t.csv', text, REGISTER);

test('the shipped treaty table is complete: 56 nations, 7 instruments, with their grades of confidence', () => {
  const { rows, faults } = read(TABLE);
  expect(faults).toEqual([]);
  expect(rows).toHaveLength(392);
  const grades = Map.groupBy(rows, (row) => row.value.confidence);
  expect(Object.fromEntries([...grades].map(([grade, all]) => [grade, all.length]))).toEqual({
    none: 121,
    'one-source': 210,
    'two-sources': 28,
    'status-only': 31,
    position: 2,
  });
});

test('a table pasted from a spreadsheet is read alike', () => {
  const [header = '', ...lines] = TABLE.split('\n');
  const first = lines.find((line) => line.includes(',party,') && !line.includes('"'))!;
  const pasted = `${header.replaceAll(',', '\t')}\r\n${first.replaceAll(',', '\t')}`;
  expect(read(pasted)).toEqual({ faults: [], rows: read(`${header}\n${first}`).rows });
});

test.each([
  ['2002-08-21,day', '2002-08-32,day', '2 not-a-date'],
  ['2002-08-21,day', '2002-08,day', '2 precision'],
  ['AL,UNTOC,party', 'AL,UNTOC,perhaps', '2 not-one-of'],
  ['AL,UNTOC,party', 'AL,UNTOC,participating', '2 not-one-of'],
  ['AL,UNTOC,party', 'AL,UNTOK,party', '2 not-one-of'],
  ['AL,UNTOC,party', 'AL,UNTOC,', '2 unknown-with-facts'],
  ['AL,UNTOC,party', 'ZZ,UNTOC,party', '2 not-in-register'],
  ['AL,TIP,party', 'AL,UNTOC,party', '3 row-twice'],
  ['cross-checked,"UN', 'surely,"UN', '2 not-one-of'],
  [',none,,,not found here', ',none,http://x.example,,not found here', '6 unknown-with-facts'],
])('%s -> %s is a fault: %s', (from, to, expected) => {
  expect(TABLE).toContain(from);
  expect(read(TABLE.replace(from, to)).faults.map((fault) => `${fault.line} ${fault.code}`)).toContain(expected);
});

test('readCrosschecks compares cross-checks with the table they check', () => {
  const { rows } = read(TABLE);
  const checks = readCrosschecks('c.csv', CHECKS, rows);
  expect(checks.faults).toEqual([]);
  expect(checks.rows.filter((row) => !row.value.agrees).map((row) => row.value.iso2)).toEqual([]);
  const codes = (text: string) => readCrosschecks('c.csv', text, rows).faults.map((fault) => `${fault.line} ${fault.code}`);
  expect(codes(CHECKS.replace('2000-12-12,2000-12-12,agree', '2000-12-13,2000-12-13,agree'))).toEqual(['2 crosscheck-other-value']);
  expect(codes(CHECKS.replace('2000-12-12,2000-12-12,agree', '2000-12-12,2000-12-13,agree'))).toEqual(['2 crosscheck-wrong-result']);
  expect(codes(CHECKS.replace('2000-12-12,2000-12-12,agree', '2000-12-12,2000-12-13,DIFFER'))).toEqual([]);
});
