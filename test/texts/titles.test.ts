import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../source-tree.ts';
import { RETIRED_IN_PROSE } from './retired-words.ts';

type Title = { title: string; alone: boolean };

/** The titles of a test file. `alone`: a test outside every `describe`. A report then shows no subject before its title. */
function titlesOf(text: string): Title[] {
  const starts = text.matchAll(/^( *)(it|test|describe)\b(\.(?:concurrent|sequential)\b)*(\.(?:each|for|runIf|skipIf)\b)?/gm);
  return [...starts].flatMap(({ 0: start, 1: indent, 2: kind, 4: argument, index }) => {
    const rest = text.slice(index + start.length);
    // Where a table or a condition comes first, the title follows its closing bracket.
    const first = argument ? /\)(?:\.concurrent)?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/ : /^\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/;
    const [, , title] = first.exec(rest) ?? [];
    return title === undefined ? [] : [{ title: title.replaceAll(/\\(['"])/g, '$1'), alone: indent === '' && kind !== 'describe' }];
  });
}

/** Words that refer to something before them, or join a sentence to one. */
const NO_SUBJECT = /^(?:and|but|or|nor|so|it|they|he|she|these|those|whom|whoever|what|whatever)\b/i;

/** Relative clauses continue the subject that a `describe` names. */
const BEGINS_WITH_CLAUSE = /^(?:who|whose|that)\b/i;

/** Verbs with which a title begins inside a `describe` that names the subject. Forms that are also a plural noun are left out. */
const BEGINS_WITH_VERB =
  /^(?:is|are|was|has|does|accepts|adds|allows|applies|asks|becomes|begins|belongs|carries|catches|closes|compares|contains|creates|deletes|derives|detects|distinguishes|draws|drops|escapes|fails|fills|finds|follows|forgets|gets|gives|grants|hides|ignores|keeps|knows|leaves|lets|makes|never|omits|opens|puts|reads|recognises|refuses|rejects|removes|repeats|replaces|requires|restores|sends|serves|shows|skips|sorts|stays|takes|tells|throws|verifies|writes)\b/;

/** What docs/style.md replaces in titles, in addition to the words that no comment uses: two ideas in one sentence, and phrases that are not the usual ones. */
const RETIRED =
  /;|\b(?:whatever is|(?:no|any)body who|over the wire|taken (?:back|in)|take in|a day to come|for eyes|a way out|laid (?:down|before))\b/i;
const MAX_WORDS = 25;

/** What is wrong with a title. */
function faultsOf({ title, alone }: Title): string[] {
  const retired = [RETIRED, ...RETIRED_IN_PROSE.map(({ phrase }) => phrase)].flatMap((phrase) => phrase.exec(title)?.[0] ?? []);
  return [
    ...(NO_SUBJECT.test(title) ? ['begins without a subject'] : []),
    ...(alone && (BEGINS_WITH_VERB.test(title) || BEGINS_WITH_CLAUSE.test(title)) ? ['names no subject, and no describe names one'] : []),
    ...retired.map((word) => `uses “${word}”`),
    ...(title.split(/\s+/).length > MAX_WORDS ? [`has more than ${MAX_WORDS} words`] : []),
  ];
}

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'test/**/*.e2e.ts', 'test/**/*.mutation.ts'], { cwd: ROOT });

test('every title names its subject, in usual words and in one sentence', () => {
  const titles = files.flatMap((path) => titlesOf(readFileSync(join(ROOT, path), 'utf8')).map((title) => ({ path, title })));
  expect(titles.length).toBeGreaterThan(2000);
  expect(titles.flatMap(({ path, title }) => faultsOf(title).map((fault) => `${path}: “${title.title}” ${fault}`))).toEqual([]);
});

test('titlesOf finds titles after a table, on a line of their own, and inside a describe', () => {
  const text = [
    "it.each([\n  ['a', f('b')],\n])('%s is read', () => {});",
    "describe('a form', () => {\n  test(\n    'is \\'read\\'',\n    () => {},\n  );\n});\n",
  ].join('\n');
  expect(titlesOf(text)).toEqual([
    { title: '%s is read', alone: true },
    { title: 'a form', alone: false },
    { title: "is 'read'", alone: false },
  ]);
});

test.each([
  ['and not to others', ['begins without a subject']],
  ['is asked once', ['names no subject, and no describe names one']],
  ['a stranger sees nothing beside a form, whoever asks', ['uses “whoever”', 'uses “beside”']],
  ['a form is read; then it is stored', ['uses “;”']],
  [`a form is read ${'and read '.repeat(11)}`, ['has more than 25 words']],
  ['a form with a missing field is refused', []],
])('the faults of “%s” are %j', (title, faults) => {
  expect(faultsOf({ title, alone: true })).toEqual(faults);
});
