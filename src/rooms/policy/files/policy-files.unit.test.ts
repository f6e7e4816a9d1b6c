import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EditionFile } from '../policy.schema.ts';
import { importEdition } from './import-edition.ts';
import { loadEdition, loadPolicies } from './policy-files.ts';
import { DamagedPolicy } from './source-file.ts';

const FIXTURE = join(import.meta.dirname, '../fixtures/free-ports-2019');
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'manumit-policy-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const CREW = 'questionnaires/crew.yaml';
const PORTS = 'questionnaires/crew.elsewhere.yaml';
type Edit = [file: EditionFile | typeof CREW | typeof PORTS, from: string, to: string];

/** A copy of the invented policy with texts replaced. Throws if a text is not found, so that a test cannot pass without its change. */
function breakIt(...edits: Edit[]): string {
  const folder = mkdtempSync(join(root, 'broken-'));
  cpSync(FIXTURE, folder, { recursive: true });
  for (const [file, from, to] of edits) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no “${from}” to break.`);
    writeFileSync(path, text.replace(from, to));
  }
  return folder;
}

const MAPPING = `mapping:
  from: free-ports-2011
  rows:
    - obligation: I.1
      of: [I.1]
      carries: whole
      note: { en: Invented for tests., fr: Inventé pour les tests. }
`;

const ADOPTION = (obligation: string, kind: string) =>
  `successors: []\nadoption: { obligation: ${obligation}, kind: ${kind}, on: 2019-05-02, by: { en: All, fr: Tous }, document: { en: A, fr: A }, address: "https://example.org" }`;
const OTHER = 'id: others\n      title: { en: A, fr: A }\n      why: { en: A, fr: A }\n      who: []\n      questions:';
const breaks: [kind: string, line: number, ...edit: Edit, also?: Edit][] = [
  ['not-yaml', 1, 'parameters.yaml', 'parameters:', 'parameters: ]'],
  ['not-yaml', 1, 'crosswalk.yaml', 'article: null', 'article: *nowhere'],
  ['no-content', 1, 'parameters.yaml', readFileSync(join(FIXTURE, 'parameters.yaml'), 'utf8'), ''],
  ['no-content', 1, 'instruments.yaml', readFileSync(join(FIXTURE, 'instruments.yaml'), 'utf8'), '- just a list\n'],
  ['duplicate-key', 6, 'parameters.yaml', '    unit: months\n', '    unit: months\n    unit: days\n'],
  ['missing', 8, 'clauses.yaml', '    strength: should\n', ''],
  ['missing-french', 4, 'clauses.yaml', ', fr: Sans frais', ''],
  ['missing-french', 4, 'clauses.yaml', 'fr: Sans frais', 'fr: ""'],
  ['missing-english', 4, 'clauses.yaml', 'en: No fees, ', ''],
  ['unknown-key', 7, 'clauses.yaml', 'origin: [S]', 'orign: [S]'],
  ['not-one-of', 6, 'clauses.yaml', 'strength: required', 'strength: mandatory'],
  ['wrong-value', 2, 'clauses.yaml', 'id: I\n', 'id: 5\n'],
  ['wrong-value', 7, 'edition.yaml', 'adopted: 2019-05', 'adopted: 2019-02-30'],
  ['duplicate-id', 8, 'clauses.yaml', 'id: II\n', 'id: I\n'],
  ['unknown-clause', 11, 'edition.yaml', '[II, I]', '[II, I, IX]'],
  ['unknown-clause', 3, 'obligations.yaml', 'clause: I\n', 'clause: IX\n'],
  ['unknown-clause', 13, 'edition.yaml', 'reviews: [II]', 'reviews: [IX]'],
  ['missing', 13, 'edition.yaml', 'reviews: [II]', 'reviews: []'],
  ['unknown-evidence-kind', 24, 'obligations.yaml', 'CREW-TALK', 'CREW-WALK'],
  ['unknown-parameter', 12, 'obligations.yaml', 'freshness: one-year', 'freshness: ten-years'],
  ['unknown-parameter', 5, 'evidence-kinds.yaml', 'freshness: one-year', 'freshness: ten-years'],
  [
    'unknown-parameter',
    12,
    'obligations.yaml',
    'breach: null',
    'breach: null',
    ['parameters.yaml', 'unit: months', 'unit: months\n    inUse: false'],
  ],
  ['unknown-obligation', 3, 'crosswalk.yaml', 'I.1', 'I.9'],
  ['unknown-instrument', 4, 'crosswalk.yaml', 'C029', 'C030'],
  ['other-clause', 3, 'crosswalk.yaml', 'I.1', 'II.1'],
  ['not-in-months', 12, 'obligations.yaml', 'breach: null', 'breach: null', ['parameters.yaml', 'unit: months', 'unit: days']],
  ['clause-without-obligation', 2, 'clauses.yaml', '- id: I\n', '- id: III\n'],
  ['clause-without-column', 8, 'clauses.yaml', 'id: II\n', 'id: III\n'],
  ['column-twice', 11, 'edition.yaml', '[II, I]', '[II, I, I]'],
  ['unknown-obligation', 11, 'edition.yaml', 'successors: []', ADOPTION('I.9', 'AGENCY-CHECK')],
  ['unknown-evidence-kind', 11, 'edition.yaml', 'successors: []', ADOPTION('I.1', 'AGENCY-WALK')],
  ['joining-not-owed', 11, 'edition.yaml', 'successors: []', 'successors: []\njoining: [I.1]'],
  ['never-decided', 24, 'obligations.yaml', '[AGENCY-CHECK, CREW-TALK]', '[CREW-TALK]'],
  [
    'not-marked-reconstructed',
    2,
    'obligations.yaml',
    'breach: null',
    'breach: null',
    ['clauses.yaml', 'origin: [S]', 'origin: [S]\n    reconstructed: true'],
  ],
  ['missing-french', 5, CREW, ', fr: Équipage', ''],
  ['not-one-of', 15, CREW, 'type: extent', 'type: grade'],
  ['unknown-key', 15, CREW, 'type: extent', 'kind: extent'],
  ['duplicate-id', 18, CREW, 'id: fees.kinds', 'id: fees.none'],
  ['unknown-obligation', 16, CREW, '[I.1]', '[I.9]'],
  ['unknown-evidence-kind', 17, CREW, 'AGENCY-CHECK', 'AGENCY-WALK'],
  ['evidence-not-asked', 16, CREW, 'evidence: AGENCY-CHECK', 'evidence: CREW-TALK'],
  ['unknown-instrument', 26, CREW, 'C029', 'C030'],
  ['options-missing', 15, CREW, 'type: extent', 'type: choice'],
  ['options-unused', 21, CREW, 'type: choices', 'type: text'],
  ['shown-by-later', 27, CREW, 'question: fees.none', 'question: fees.kinds'],
  ['shown-by-unknown-answer', 27, CREW, '["no"]', '["never"]'],
  ['unknown-instrument', 36, CREW, 'type: count', 'type: count\n          partyTo: C030'],
  ['unknown-question', 46, CREW, 'sum: [people.free]', 'sum: [people.some]'],
  ['unknown-question', 48, CREW, 'to: [people.all]', 'to: [people.all, people.some]'],
  ['not-a-figure', 52, CREW, 'sum: [people.all]', 'sum: [fees.none]'],
  ['check-across-sections', 53, CREW, '        - id: people.free', `    - ${OTHER}\n        - id: people.free`],
  ['duplicate-id', 50, CREW, 'id: last-year', 'id: free-of-all'],
  ['not-one-of', 47, CREW, 'is: at-most', 'is: about'],
  ['wrong-value', 53, CREW, 'times: 10', 'times: 1'],
  ['unknown-questionnaire', 2, PORTS, 'questionnaire: crew', 'questionnaire: cargo'],
  ['unknown-question', 10, PORTS, 'fees.kinds', 'fees.many'],
  ['duplicate-id', 10, PORTS, 'fees.kinds', 'fees.none'],
  ['missing-french', 5, PORTS, ', fr: Examen des ports', ''],
  ['confidence-missing', 2, 'obligations.yaml', 'reconstructed: false', 'reconstructed: true'],
];

describe('loadEdition', () => {
  test.each(breaks)('reports %s at line %i of %s', (kind, line, file, from, to, also) => {
    const { faults = [] } = loadEdition(breakIt([file, from, to], ...(also ? [also] : [])));
    expect(faults.map((fault) => ({ kind: fault.kind, file: basename(fault.file), line: fault.line }))).toContainEqual({
      kind,
      file: basename(file),
      line,
    });
    expect(faults.filter((fault) => fault.reason.length < 10 || /undefined|\{\w+\}/.test(fault.reason))).toEqual([]);
  });

  test('reports all faults of all files at once', () => {
    const folder = breakIt(
      ['clauses.yaml', ', fr: Sans frais', ''],
      ['obligations.yaml', 'CREW-TALK', 'CREW-WALK'],
      ['instruments.yaml', 'https://www.ilo.org/', 'ilo'],
    );
    expect(loadEdition(folder).faults?.map((fault) => `${basename(fault.file)}:${fault.line}:${fault.kind}`)).toEqual([
      'clauses.yaml:4:missing-french',
      'instruments.yaml:6:wrong-value',
      'obligations.yaml:24:unknown-evidence-kind',
    ]);
  });

  test('reports a missing file once, without its dangling references', () => {
    const folder = breakIt();
    rmSync(join(folder, 'evidence-kinds.yaml'));
    expect(loadEdition(folder).faults?.map((fault) => fault.kind)).toEqual(['unreadable']);
  });
});

test('an edition loads its questionnaires, and may have none', () => {
  expect(loadEdition(FIXTURE).edition?.questionnaires.map(({ id, sections }) => [id, sections[0]?.questions.length])).toEqual([
    ['crew', 2],
  ]);
  const bare = breakIt();
  rmSync(join(bare, 'questionnaires'), { recursive: true });
  expect(loadEdition(bare).edition?.questionnaires).toEqual([]);
});

describe('loadPolicies', () => {
  const parentOf = (...folders: string[]) => {
    const parent = mkdtempSync(join(root, 'all-'));
    for (const [index, folder] of folders.entries()) cpSync(folder, join(parent, `edition-${index}`), { recursive: true });
    return parent;
  };

  test('refuses a damaged file and names file and line', () => {
    const parent = parentOf(FIXTURE, breakIt(['clauses.yaml', 'strength: required', 'strength: mandatory']));
    expect(() => loadPolicies(parent)).toThrow(DamagedPolicy);
    expect(() => loadPolicies(parent)).toThrow(
      /edition-1\/clauses\.yaml:6: clauses\[I\]\.strength is “mandatory”; it must be one of: required/,
    );
  });

  test('refuses an id used twice, a second current edition and a missing one', () => {
    expect(() => loadPolicies(parentOf(FIXTURE, FIXTURE))).toThrow(/used twice[\s\S]*Only one edition can/);
    expect(() => loadPolicies(parentOf(breakIt(['edition.yaml', 'current: true', 'current: false'])))).toThrow(/No edition has/);
    expect(() => loadPolicies(join(root, 'nowhere'))).toThrow(/nowhere:1: The file is missing/);
  });

  const older = () =>
    breakIt(['edition.yaml', 'current: true', 'current: false'], ['edition.yaml', 'id: free-ports-2019', 'id: free-ports-2011']);

  test('accepts an incomplete edition in addition to the current one, but not as the current one', () => {
    const draft = (current: boolean) =>
      breakIt(
        ['edition.yaml', 'current: true', `current: ${current}\nincomplete: true`],
        ['edition.yaml', 'id: free-ports-2019', 'id: draft'],
      );
    expect(loadPolicies(parentOf(draft(false), FIXTURE)).map(({ id, incomplete }) => [id, incomplete])).toEqual([
      ['draft', true],
      ['free-ports-2019', false],
    ]);
    expect(() => loadPolicies(parentOf(draft(true)))).toThrow(/An incomplete edition cannot be current/);
  });

  test('refuses a successor that names an unknown edition', () => {
    const successors =
      'successors: [{ title: { en: A, fr: A }, adopted: 2020-01, carried: false, edition: free-ports-2020, note: { en: A, fr: A } }]';
    expect(() => loadPolicies(parentOf(breakIt(['edition.yaml', 'successors: []', successors])))).toThrow(/no edition “free-ports-2020”/);
  });

  test.each([
    ['', '', null],
    ['free-ports-2011', 'free-ports-1999', /mapping\.yaml:2: There is no edition “free-ports-1999”/],
    ['obligation: I.1', 'obligation: I.9', /mapping\.yaml:4: There is no obligation “I.9”/],
    ['of: [I.1]', 'of: [I.1, I.9]', /mapping\.yaml:5: The earlier edition has no obligation “I.9”/],
    ['carries: whole', 'carries: all', /mapping\.yaml:6: .*whole, part/],
    [', fr: Inventé pour les tests.', '', /mapping\.yaml:7: The French text is missing/],
  ])('checks that a mapping refers to what exists: “%s” as “%s”', (from, to, fault) => {
    const folder = breakIt();
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING.replace(from, to));
    const parent = parentOf(older(), folder);
    if (fault) expect(() => loadPolicies(parent)).toThrow(fault);
    else expect(loadPolicies(parent)[1]?.mapping?.rows).toMatchObject([{ obligation: 'I.1', of: ['I.1'], carries: 'whole' }]);
  });

  test('refuses a mapping of two obligations without a common kind of evidence', () => {
    const folder = breakIt(
      ['obligations.yaml', '[AGENCY-CHECK, CREW-TALK]', '[PORT-CHECK]'],
      [
        'evidence-kinds.yaml',
        'evidenceKinds:',
        'evidenceKinds:\n  - { id: PORT-CHECK, title: { en: A, fr: A }, madeBy: { en: A, fr: A }, freshness: null, decides: true }',
      ],
    );
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING.replace('obligation: I.1', 'obligation: II.1'));
    expect(() => loadPolicies(parentOf(older(), folder))).toThrow(/Nothing of “I.1” could be carried over/);
  });

  test('loads an edition that importEdition accepted once, as consistent with the others', () => {
    const into = parentOf(FIXTURE);
    expect(() => importEdition(breakIt(['edition.yaml', 'id: free-ports-2019', 'id: free-ports-2024']), into)).toThrow(
      /already has current/,
    );
    expect(readdirSync(into)).toEqual(['edition-0']);
    expect(importEdition(older(), into).id).toBe('free-ports-2011');
    expect(loadPolicies(into).map(({ id }) => id)).toEqual(['free-ports-2019', 'free-ports-2011']);
    expect(() => importEdition(older(), into)).toThrow(/“free-ports-2011” already exists/);
  });

  test('loads two editions, one of them current', () => {
    expect(loadPolicies(parentOf(older(), FIXTURE)).map((edition) => [edition.id, edition.current])).toEqual([
      ['free-ports-2011', false],
      ['free-ports-2019', true],
    ]);
  });
});
