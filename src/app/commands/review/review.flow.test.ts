import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endAll, findFreePort, manumit, serving } from '../../launcher/program-under-test.ts';

// The commands of a newcomer on a new installation while its server runs: the real register, read through the real command line.
type EvidenceItem = { kind: string; date: string; source: string; asOf: string | null; declared: boolean };
type Obligation = {
  id: string;
  clause: string;
  status: string;
  declared: boolean;
  rating: string | null;
  reconstructed?: true;
  evidence: EvidenceItem[];
};
type Party = { id: string; name: string; group: string; state: string | null; obligations: Obligation[] };

let folder: string;
let settings: Record<string, string>;

async function run(...words: string[]): Promise<{ code: number | null; output: string }> {
  const started = manumit(words, settings);
  return { code: await started.code, output: started.said() };
}

async function json<Said>(...words: string[]): Promise<Said> {
  const { code, output } = await run(...words, '--json');
  expect(code, output).toBe(0);
  return JSON.parse(output.slice(output.indexOf('{'))) as Said;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'review-test-'));
  settings = { MANUMIT_DATA: folder, PORT: String(await findFreePort()) };
  await serving({ ...settings, SURFACE: 'public' });
});
afterAll(async () => {
  await endAll(folder);
  rmSync(folder, { recursive: true, force: true });
});

const BASELINE = 'Baseline from public sources, not a NATO review';

test('5g: one round is planned, and no party was asked', async () => {
  const { rounds } = await json<{ rounds: { id: string; title: { en: string }; state: string }[] }>('review', 'list');
  expect(rounds.map(({ title, state }) => [title.en, state])).toEqual([[BASELINE, 'planned']]);
  const printed = await run('review', 'show', rounds[0]!.id);
  expect(printed.code).toBe(0);
  expect(printed.output).toContain('No party has been asked yet.');
});

test('5g, P5.0b: one command shows for every party which clause is met, on what evidence, from which source and date', async () => {
  const report = await json<{ round: { state: string }; asOf: string; parties: Party[] }>('review', 'report');
  expect(report.round).toMatchObject({ state: 'planned', title: { en: BASELINE } });
  expect(report.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  const allies = report.parties.filter(({ group }) => group === 'ally');
  expect(allies).toHaveLength(32);
  expect(new Set(report.parties.map(({ state }) => state)), 'nobody was asked').toEqual(new Set([null]));
  for (const { name, obligations } of allies) {
    const deposits = obligations.find(({ id }) => id === 'P5.0b')!;
    expect(deposits, name).toMatchObject({ clause: '5', status: 'met', origin: 'public-source', rating: null });
    expect(deposits.evidence[0], name).toMatchObject({
      kind: 'EV-TRTY',
      date: expect.stringMatching(/^\d{4}/),
      source: expect.stringMatching(/\S{5,}/),
      asOf: expect.stringMatching(/^201[45]/),
      origin: 'public-source',
    });
    const silent = obligations.filter(({ id }) => id !== 'P5.0b' && id !== 'P2.1');
    expect(silent.length, name).toBeGreaterThan(10);
    expect(new Set(silent.map(({ status }) => status)), 'unknown is unknown, never no').toEqual(new Set(['not-reported', 'not-asked']));
  }
  const obligations = report.parties.flatMap(({ obligations }) => obligations);
  expect(obligations.some(({ clause }) => clause === 'A1')).toBe(true);
  for (const { id, clause, reconstructed } of obligations)
    if (clause === 'A1' || clause === 'A3') expect(reconstructed, id).toBe(true);
    else if (clause === '5') expect(reconstructed, id).toBeUndefined();
});

test('5g: the report of one party is printed as a PDF', async () => {
  const file = join(folder, 'norway.pdf');
  const { bytes } = await json<{ bytes: number }>('review', 'report', '--format', 'pdf', '--party', 'NO', '--out', file);
  const pdf = readFileSync(file);
  expect([pdf.subarray(0, 5).toString(), pdf.length]).toEqual(['%PDF-', bytes]);
});

test('an evidence item is stored as a draft that does not count yet, and invalid input is refused by name', async () => {
  const add = (obligation: string) =>
    ['evidence', 'add', '--party', 'NO', '--obligation', obligation, '--kind', 'EV-POL'].concat([
      '--says',
      'met',
      '--title',
      'Order 9',
      '--date',
      '2026-01',
      '--source',
      'Order book',
    ]);
  expect(await json('evidence', ...add('P1.1').slice(1))).toMatchObject({ state: 'draft', id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(await run(...add('P99.1'))).toEqual({ code: 1, output: 'This policy has no obligation “P99.1”.\n' });
  const { parties } = await json<{ parties: Party[] }>('review', 'report', '--party', 'NO');
  expect(parties.map(({ name }) => name)).toEqual(['Norway']);
  expect(parties[0]!.obligations.find(({ id }) => id === 'P1.1')!.status).toBe('not-asked');
});
