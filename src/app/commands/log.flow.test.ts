import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reader, verifyLog } from '../../../tools/verify.mjs';
import { endAll, findFreePort, manumit } from '../launcher/program-under-test.ts';

let folder: string;
let dataDirectory: string;
let settings: Record<string, string>;

async function run(...words: string[]): Promise<{ code: number | null; output: string }> {
  const started = manumit(words, settings);
  return { code: await started.code, output: started.said() };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'log-commands-'));
  // Its own folder right under the temporary one: as root the database's user must be able to reach it.
  dataDirectory = mkdtempSync(join(tmpdir(), 'log-commands-data-'));
  settings = { MANUMIT_DATA: dataDirectory, PORT: String(await findFreePort()) };
  await run('migrate');
  await run('account', 'create', '--name', 'a', '--email', 'a@example.org');
});
afterAll(async () => {
  await endAll(dataDirectory);
  rmSync(dataDirectory, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

describe('the log on the command line (clause 5g)', () => {
  test('is verified entry by entry, and against a stored checkpoint', async () => {
    const whole = await run('verify', '--json');
    expect(whole.code).toBe(0);
    const result = JSON.parse(whole.output) as { size: number; entries: { entries: number; openings: number } };
    expect(result).toMatchObject({ holds: true, entries: { padding: 0, erased: 0 } });
    expect(result.entries.openings).toBe(result.entries.entries);
    const foreignCheckpoint = join(folder, 'kept');
    writeFileSync(foreignCheckpoint, 'manumit-log/elsewhere\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n');
    const fork = await run('verify', '--saved', foreignCheckpoint);
    expect(fork).toMatchObject({ code: 1, output: expect.stringContaining('of another log') });
  });

  test('is exported as files that the verifier reads, with and without openings', async () => {
    const out = join(folder, 'out');
    expect((await run('log', 'export', '--to', out, '--entries')).code).toBe(0);
    const entries = join(out, 'entries.jsonl');
    const result = await verifyLog({ read: reader(out), entries: [readFileSync(entries)] });
    expect(result).toMatchObject({ holds: true, entries: { openings: 0, openingsChecked: false } });
    expect(result.entries!.entries).toBe(result.size);
    expect(readFileSync(entries, 'utf8')).not.toContain('"detail"');
  });

  test('shows how it is kept', async () => {
    const { output } = await run('log', 'show');
    expect(output).toContain('Not published yet.');
    expect(output).toMatch(/^Key: manumit-log\/[0-9a-f]{16}\+/m);
  });
});
