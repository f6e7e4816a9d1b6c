import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Fault, parseChecked } from './source-file.ts';

const Row = z.strictObject({ id: z.string(), text: z.strictObject({ en: z.string(), fr: z.string() }) });
const File = z.strictObject({ rows: z.array(Row), days: z.array(z.number()) });

function faultsIn(text: string | undefined): string[] {
  const faults: Fault[] = [];
  parseChecked('a.yaml', text, File, faults);
  return faults.map(({ line, reason }) => `${line}: ${reason}`);
}

test('a fault names the row by its id, or by its place from 1, and says what to do', () => {
  const text = ['rows:', '  - id: P1', '    text: { en: yes }', '  - text: { en: a, fr: b }', '    note: c', 'days: [1, two]'].join('\n');
  expect(faultsIn(text)).toEqual([
    '3: The French text is missing: rows[P1].text.fr. Add it.',
    '4: rows[2].id is missing. Add it.',
    '5: rows[2].note is not part of the format. Correct its spelling, or remove it.',
    '6: days[2] has a value in the wrong format: two. Correct it.',
  ]);
  expect(faultsIn(undefined)).toEqual(['1: The file is missing or cannot be read. Add it.']);
});

test('of a file that is not YAML the first error is named, without its consequences, and each key that appears twice', () => {
  const broken = faultsIn('rows:\n  - id: { P1\n    text: a\n  - id: b\ndays: []');
  expect(broken).toEqual([
    expect.stringMatching(/^\d: From here on the file is not valid YAML, so none of it was checked\. Correct it\. \(/),
  ]);
  expect(faultsIn('rows: []\nrows: []\ndays: []\ndays: []').map((one) => one.slice(0, 21))).toEqual([
    '2: This key appears t',
    '4: This key appears t',
  ]);
});
