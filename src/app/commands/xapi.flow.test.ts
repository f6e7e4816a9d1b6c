import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PARTY_COLUMNS } from '#rooms/parties/table/party-table.schema.ts';
import { endAll, findFreePort, manumit, serving } from '../launcher/program-under-test.ts';

let dataDirectory: string;
let settings: Record<string, string>;

async function run(...words: string[]): Promise<{ code: number | null; output: string }> {
  const started = manumit(words, settings);
  return { code: await started.code, output: started.said() };
}

beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'xapi-test-'));
  settings = { MANUMIT_DATA: dataDirectory, PORT: String(await findFreePort()) };
  await run('migrate');
  const table = join(dataDirectory, 'parties.csv');
  const row: Record<string, string> = { kind: 'nation', code: 'QA', name_en: 'Alland', name_fr: 'Allande', source: 'A test' };
  writeFileSync(table, [PARTY_COLUMNS.join(','), PARTY_COLUMNS.map((name) => row[name] ?? '').join(',')].join('\n'));
  expect(await run('table', 'import', table, '--of', 'parties', '--apply')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await endAll(dataDirectory);
  rmSync(dataDirectory, { recursive: true, force: true });
});

test('a credential is shown once, listed without its secret, authenticates a system, and is refused once revoked', async () => {
  const unknownParty = await run('xapi', 'credential', 'give', '--party', 'ZZ', '--source', 'academy');
  expect(unknownParty).toEqual({ code: 1, output: 'There is no party with the code ZZ.\n' });
  expect((await run('xapi', 'credential', 'list')).output).toBe('There are no credentials.\n');

  const issued = await run('xapi', 'credential', 'give', '--party', 'QA', '--source', 'academy', '--json');
  expect(issued.code).toBe(0);
  const { address, key, secret } = JSON.parse(issued.output) as Record<'address' | 'key' | 'secret', string>;
  const listed = await run('xapi', 'credential', 'list', '--party', 'QA');
  expect(listed.output).toMatch(new RegExp(`^${key} {2}academy {2}\\d{4}-\\d\\d-\\d\\d {2}in use\\n$`));
  expect(listed.output).not.toContain(secret);

  const server = await serving(settings);
  const ask = (password: string) =>
    fetch(`${address}/statements?limit=1`, {
      headers: { authorization: `Basic ${btoa(`${key}:${password}`)}`, 'x-experience-api-version': '1.0.3' },
    }).then(({ status }) => status);
  expect(await ask(secret)).toBe(200);
  expect(await ask(`${secret.slice(0, -1)}-`)).toBe(401);

  // While the server runs, as an operator does it.
  expect((await run('xapi', 'credential', 'revoke', '--key', key)).output).toBe(`Revoked ${key}.\n`);
  expect(await ask(secret)).toBe(401);
  expect((await run('xapi', 'credential', 'list')).output).toContain('revoked');
  const again = await run('xapi', 'credential', 'revoke', '--key', key);
  expect(again.code).toBe(1);
  server.child.kill('SIGTERM');
  await server.code;
});
