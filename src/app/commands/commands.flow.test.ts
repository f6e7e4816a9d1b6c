import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { OWN_SET } from '#rooms/contractors/fixtures/own-set.ts';
import { POLICIES_FOLDER } from '#rooms/policy/index.ts';
import { endAll, findFreePort, manumit } from '../launcher/program-under-test.ts';

let dataDirectory: string;
let settings: Record<string, string>;

async function run(...words: string[]): Promise<{ code: number | null; output: string }> {
  const started = manumit(words, settings);
  return { code: await started.code, output: started.said() };
}

beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'commands-test-'));
  settings = { MANUMIT_DATA: dataDirectory, PORT: String(await findFreePort()) };
});
afterAll(async () => {
  await endAll(dataDirectory);
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe('the command line, without a running server', () => {
  test('migrates a new database', async () => {
    const { code, output } = await run('migrate');
    expect(code).toBe(0);
    expect(output).toContain('0001-platform');
  });

  test('opens an account and prints its link, or names invalid input and exits with 1', async () => {
    const opened = await run('account', 'create', '--name', 'A', '--email', 'a@example.org', '--role', ROLE.policyOffice, '--json');
    expect(opened.code).toBe(0);
    expect(JSON.parse(opened.output)).toMatchObject({
      grantId: expect.any(String),
      link: expect.stringMatching(/\/desk\/invitation\/\S{20,}$/),
    });
    const secondReset = await run('account', 'reset', '--email', 'A@example.org', '--json');
    expect(JSON.parse(secondReset.output)).toMatchObject({
      personId: expect.any(String),
      link: expect.stringMatching(/\/desk\/invitation\/\S{20,}$/),
    });
    expect(JSON.parse(secondReset.output).link).not.toBe(JSON.parse(opened.output).link);
    const unknownAddress = await run('account', 'reset', '--email', 'b@example.org');
    expect(unknownAddress).toEqual({ code: 1, output: 'No account has the address b@example.org.\n' });
    expect(await run('account', 'reset')).toEqual({ code: 1, output: 'Name the account: --email, --name or --id.\n' });
    const { personId } = JSON.parse(opened.output);
    expect((await run('account', 'create', '--name', 'a', '--email', 'second@example.org')).code).toBe(0);
    const several = await run('account', 'reset', '--name', 'A');
    expect([several.code, several.output]).toEqual([1, expect.stringContaining(`  ${personId}  a@example.org\n`)]);
    const byId = await run('account', 'reset', '--id', personId, '--json');
    expect(JSON.parse(byId.output)).toMatchObject({ personId, link: expect.stringMatching(/\/desk\/invitation\/\S{20,}$/) });
    const wrong = await run('account', 'create', '--name', 'A', '--email', 'a', '--json');
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.output)).toEqual({ error: expect.stringContaining('email') });
    const unknownParty = await run(
      'account',
      'create',
      '--name',
      'B',
      '--email',
      'b@example.org',
      '--role',
      ROLE.focalPoint,
      '--party',
      'ZZZZ',
    );
    expect(unknownParty).toEqual({ code: 1, output: 'There is no party with the code ZZZZ.\n' });
  });

  test('names the line and the reason of a fault in a table, and changes nothing', async () => {
    const table = join(dataDirectory, 'table.csv');
    writeFileSync(table, 'iso2,instrument,status\nXX,UNTOC,maybe\n');
    const { code, output } = await run('facts', 'import', table, '--apply', '--json');
    expect(code).toBe(1);
    const { applied, preview } = JSON.parse(output) as { applied: null; preview: { faults: { line: number; reason: string }[] } };
    expect(applied).toBeNull();
    expect(preview.faults).toContainEqual(expect.objectContaining({ line: 1, reason: 'The column “source” is missing.' }));
  });

  test('loads a version of a clause set once, and names each fault of a damaged file, of which it stores nothing', async () => {
    const file = join(dataDirectory, 'set.json');
    const load = (set: unknown, ...words: string[]) => {
      writeFileSync(file, JSON.stringify(set));
      return run('contracts', 'set', 'import', file, ...words);
    };
    const damaged = await load({ ...OWN_SET, version: 7, provisions: [{ id: 'A b', title: { en: 'T' } }] });
    expect(damaged.code).toBe(1);
    for (const place of ['version', 'provisions.0.id', 'provisions.0']) expect(damaged.output).toContain(place);
    const loaded = await load(OWN_SET, '--json');
    expect(loaded.code).toBe(0);
    expect(JSON.parse(loaded.output)).toEqual({ key: 'agency-2026@2026-01', provisions: 2 });
    const again = await load({ ...OWN_SET, source: 'Other words' });
    expect(again.code).toBe(1);
    expect(again.output).toContain('version');
    const { sets } = JSON.parse((await run('contracts', 'sets', '--json')).output) as { sets: { id: string; source: string }[] };
    expect(sets.map(({ id, source }) => [id, source === OWN_SET.source])).toEqual([
      ['least-5f', false],
      ['far-52.222-50', false],
      ['agency-2026', true],
    ]);
    expect((await run('contracts', 'set', 'import', join(dataDirectory, 'none.json'))).output).toContain('There is no such file.');
  });

  test('rotates the master key, and stores keys only in the key file', async () => {
    const before = JSON.parse((await run('keys', 'show', '--json')).output) as { keys: { id: string }[] };
    expect(before.keys).toHaveLength(1);
    const rotated = await run('keys', 'rotate', '--json');
    expect(JSON.parse(rotated.output)).toMatchObject({ generation: 2, keyId: expect.stringMatching(/^[0-9a-f]{16}$/), reencrypted: 1 });
    const listed = await run('keys', 'show');
    expect(listed.output).toMatch(/^ {2}1 {2}[0-9a-f]{16} {2}\S{10}$/m);
    expect(listed.output).toMatch(/^ {2}2 {2}[0-9a-f]{16} {2}\S{10} {2}in use$/m);

    const file = join(dataDirectory, 'keys');
    const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys: { secret: string }[] };
    const forms = keys.flatMap(({ secret }) => {
      const bytes = Buffer.from(secret, 'base64url');
      return [bytes, ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(bytes.toString(form).slice(0, 40)))];
    });
    const filesWithKey = readdirSync(dataDirectory, { recursive: true, encoding: 'utf8' })
      .map((name) => join(dataDirectory, name))
      .filter((path) => statSync(path).isFile() && forms.some((form) => readFileSync(path).includes(form)));
    expect(filesWithKey).toEqual([file]);
    expect(forms.some((form) => `${rotated.output}${listed.output}`.includes(form.toString()))).toBe(false);
  });

  test('writes the policy as an OSCAL catalog, never overwrites a file, and names an unknown edition', async () => {
    const file = join(dataDirectory, 'catalog.json');
    const written = await run('policy', 'export', '--to', file, '--json');
    expect(JSON.parse(written.output)).toMatchObject({ edition: 'nato-thb-2004', language: 'en', file, obligations: 61 });
    const before = readFileSync(file, 'utf8');
    expect(JSON.parse(before)).toMatchObject({ catalog: { metadata: { 'oscal-version': '1.2.1' } } });
    expect(await run('policy', 'export', '--to', file)).toMatchObject({ code: 1 });
    expect(readFileSync(file, 'utf8')).toBe(before);
    const unknown = await run('policy', 'export', 'nobodys-policy', '--json');
    expect([unknown.code, unknown.output]).toEqual([1, expect.stringContaining('nobodys-policy')]);
  });

  test('checks the courses with the policy, and names a damaged lesson by file and line', async () => {
    const sound = await run('policy', 'check', '--json');
    expect(JSON.parse(sound.output)).toMatchObject({
      ok: true,
      editions: expect.arrayContaining([
        expect.objectContaining({ id: 'nato-thb-2004', notReviewed: expect.arrayContaining(['G', 'S8']) }),
        expect.objectContaining({ languages: [{ tag: 'es', modules: ['S8'], notReviewed: ['S8'] }] }),
      ]),
    });
    const copy = join(dataDirectory, 'policies');
    cpSync(POLICIES_FOLDER, copy, { recursive: true });
    const lesson = join(copy, 'nato-thb-2004/courses/G/G1.yaml');
    writeFileSync(lesson, readFileSync(lesson, 'utf8').replace('tests: three', 'tests: four'));
    const damaged = await run('policy', 'check', copy);
    expect([damaged.code, damaged.output]).toEqual([
      1,
      expect.stringMatching(/G1\.yaml:\d+: The item tests “four”, which is not a sentence/),
    ]);
    const pack = join(copy, 'nato-thb-2004/courses/languages/es/S8.yaml');
    writeFileSync(pack, readFileSync(pack, 'utf8').replace('pass-boss:', 'pass-bus:'));
    const damagedPack = await run('policy', 'check', copy);
    expect(damagedPack.output).toMatch(/es\/S8\.yaml:\d+: There is no text at “sections\/passport\/sentences\/pass-bus”/);
  });

  test('prints help, and exits with 1 on an unknown command', async () => {
    const help = await run('review', 'report', '--help');
    expect([help.code, help.output]).toEqual([0, expect.stringContaining('--json')]);
    expect((await run('nonsense')).code).toBe(1);
  });
});
