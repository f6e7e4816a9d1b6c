import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILLER_EN } from '#rooms/contractors/fixtures/filler.ts';
import { OWN_SET, OWN_SET_TEXT } from '#rooms/contractors/fixtures/own-set.ts';
import { writePdf } from '#rooms/contractors/fixtures/write-pdf.ts';
import { manumit } from '../../launcher/program-under-test.ts';

type Provision = { id: string; state: string };
type Checked = { file: string; set: string; readable: boolean; reason: string | null; provisions: Provision[] };

let folder: string;
const at = (name: string) => join(folder, name);

// No database answers there, and the folder of data does not exist: the check must need neither.
async function check(...words: string[]): Promise<{ code: number | null; printed: string; output: string }> {
  const settings = { MANUMIT_DATA: at('data'), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  const run = manumit(['contracts', 'check', ...words], settings);
  return { code: await run.code, printed: run.printed(), output: run.output() };
}
const filesOf = (printed: string) => (JSON.parse(printed) as { files: Checked[] }).files;
const states = ({ provisions }: Checked) => provisions.map(({ id, state }) => [id, state]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contracts-check-'));
  for (const name of ['drop', 'empty']) mkdirSync(at(name));
  const bans = ['The Contractor shall not engage in trafficking in human beings.', ...OWN_SET_TEXT];
  writeFileSync(at('drop/a.pdf'), writePdf([FILLER_EN[0]!, ...bans]));
  writeFileSync(at('drop/b.pdf'), '%PDF-1.7 cut off');
  writeFileSync(at('set.json'), JSON.stringify(OWN_SET));
  writeFileSync(at('damaged.json'), JSON.stringify({ ...OWN_SET, version: 7 }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('manumit contracts check (5f)', () => {
  test('checks the least set as JSON, names each path that has nothing to read, and stores nothing', async () => {
    const before = readdirSync(folder, { recursive: true }).sort();
    const { code, printed, output } = await check(at('drop'), at('none.pdf'), at('empty'), '--json');
    expect(code).toBe(0);
    expect(output).toBe(printed);
    const files = filesOf(printed);
    expect(files.map(({ file, set, readable, reason }) => [file, set, readable, reason])).toEqual([
      [at('drop/a.pdf'), 'least-5f', true, null],
      [at('drop/b.pdf'), 'least-5f', false, 'damaged'],
      [at('none.pdf'), 'least-5f', false, 'no-file'],
      [at('empty'), 'least-5f', false, 'no-file'],
    ]);
    expect(files[0]!.provisions).toMatchObject([
      {
        ...{ id: 'engaging', title: 'Ban on engaging in trafficking', state: 'present', page: 1, confidence: expect.any(Number) },
        ...{ quote: expect.stringContaining('shall not engage in trafficking'), confirmed: false, difference: null },
      },
      { id: 'facilitating', state: 'missing', page: null, quote: null, confidence: null, confirmed: false },
      { id: 'penalties', state: 'missing', page: null, quote: null, confidence: null, confirmed: false },
    ]);
    for (const file of files.slice(1)) expect(new Set(states(file).map(([, state]) => state))).toEqual(new Set(['not-readable']));
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
    expect(existsSync(at('data'))).toBe(false);
  });

  test('checks the set that is named, or one of a file', async () => {
    const named = filesOf((await check(at('drop/a.pdf'), '--set', 'far-52.222-50', '--json')).printed);
    expect(named).toMatchObject([{ set: 'far-52.222-50', readable: true }]);
    expect(named[0]!.provisions.length).toBeGreaterThan(9);
    const own = filesOf((await check(at('drop/a.pdf'), '--set-file', at('set.json'), '--json')).printed);
    expect(own).toMatchObject([{ set: 'agency-2026' }]);
    // The second is found by a rule.
    expect(own[0]!.provisions).toMatchObject([
      { id: 'papers', state: 'present', wording: 'JAN 2026' },
      { id: 'fees', state: 'present', wording: null },
    ]);
  });

  test('prints the same for people, with the sentence that nobody confirmed it', async () => {
    const { code, printed } = await check(at('drop/a.pdf'), at('empty'));
    expect(code).toBe(0);
    expect(printed).toMatch(/present +Ban on engaging in trafficking, page 1\n +“The Contractor shall not engage/);
    expect(printed).toContain(`${at('empty')}\n  There is no such file, or the folder holds none.\n`);
    expect(printed).toContain('2 files: 1 read, 1 not read.');
    expect(printed).toContain('nobody has confirmed it');
  });

  test('refuses two sets, an unknown set and a set file that cannot be used, and checks nothing', async () => {
    writeFileSync(at('not-json.json'), '{');
    const refused: [string[], string][] = [
      [['--set', 'least-5f', '--set-file', at('set.json')], 'not both'],
      [['--set', 'least'], 'There is no set least. Choose one of: least-5f, far-52.222-50.'],
      [['--set-file', at('none.json')], 'There is no such file.'],
      [['--set-file', at('empty')], 'This is a folder. Name a file.'],
      [['--set-file', at('not-json.json')], 'file: This is not JSON: '],
      [['--set-file', at('damaged.json')], 'version: This must be of the kind “string”.'],
    ];
    const answers = await Promise.all(refused.map(([words]) => check(at('drop/a.pdf'), ...words, '--json')));
    for (const [index, { code, printed }] of answers.entries())
      expect([code, JSON.parse(printed)]).toEqual([1, { error: expect.stringContaining(refused[index]![1]) }]);
    expect(await check()).toMatchObject({ code: 1, printed: '', output: expect.stringContaining("missing required argument 'files'") });
  });
});

test('a command that needs an installation refuses a data directory without one, and creates nothing', async () => {
  const run = manumit(['contracts', 'sets'], { MANUMIT_DATA: at('mistyped'), DATABASE_URL: '' });
  expect([await run.code, run.output()]).toEqual([1, expect.stringContaining(`There is no installation in ${at('mistyped')}.`)]);
  expect(existsSync(at('mistyped'))).toBe(false);
});
