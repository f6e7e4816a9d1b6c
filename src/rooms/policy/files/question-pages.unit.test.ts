import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadEdition } from './policy-files.ts';

const FIXTURE = join(import.meta.dirname, '../fixtures/free-ports-2019');
const root = mkdtempSync(join(tmpdir(), 'manumit-pages-'));
afterAll(() => rmSync(root, { recursive: true }));

const SECOND = '        - id: people.free';
const PEOPLE = '      questions:\n        - id: people.all';
/** More questions, inserted before the second one of the section on people. */
const more = (count: number) =>
  Array.from(
    { length: count },
    (_, at) =>
      `        - id: people.more-${at + 1}\n          text: { en: How many?, fr: Combien }\n          type: count\n          obligations: [I.1]\n          evidence: AGENCY-CHECK\n`,
  ).join('');
/** Two pages, the second one from a question. */
const pagesFrom = (second: string) =>
  ['people.all', second].reduce((text, id) => `${text}        - { from: ${id}, title: { en: A, fr: A } }\n`, '      pages:\n');

function faultsOf(questions: number, second: string | null) {
  const folder = mkdtempSync(join(root, 'broken-'));
  cpSync(FIXTURE, folder, { recursive: true });
  const path = join(folder, 'questionnaires/crew.yaml');
  const text = readFileSync(path, 'utf8').replace(SECOND, `${more(questions)}${SECOND}`);
  writeFileSync(path, second === null ? text : text.replace(PEOPLE, `${pagesFrom(second)}${PEOPLE}`));
  return (loadEdition(folder).faults ?? []).map(({ kind, line, reason }) => ({ kind, line, named: !/undefined|\{\w+\}/.test(reason) }));
}

test.each([
  ['eight questions without pages', 6, null, []],
  ['a ninth question without pages', 7, null, [['page-too-long', 73]]],
  ['sixteen questions on two pages', 14, 'people.more-8', []],
  ['a second page of nine questions', 8, 'people.more-1', [['page-too-long', 34]]],
  ['a page that begins where another does', 0, 'people.all', [['page-out-of-order', 34]]],
  ['a page that begins with an unknown question', 0, 'people.some', [['unknown-question', 34]]],
])('loadEdition judges %s', (_, questions, second, expected) => {
  expect(faultsOf(questions, second)).toEqual(expected.map(([kind, line]) => ({ kind, line, named: true })));
});

test.each([
  ['a row that is not on the joining list', 'type: extent', 'joining: true', 'not-on-joining-list', 16],
  ['an unknown treaty', 'type: count', 'unlessPartyTo: [C029, C030]', 'unknown-instrument', 36],
])('loadEdition refuses a question about %s', (_, after, line, kind, at) => {
  const folder = mkdtempSync(join(root, 'broken-'));
  cpSync(FIXTURE, folder, { recursive: true });
  const path = join(folder, 'questionnaires/crew.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(after, `${after}\n          ${line}`));
  expect(loadEdition(folder).faults).toMatchObject([{ kind, line: at }]);
});
