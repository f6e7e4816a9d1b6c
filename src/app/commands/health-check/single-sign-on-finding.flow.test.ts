import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { startProvider, type TestProvider } from '#rooms/people/single-sign-on/fixtures/provider.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { onDatabase } from '#test/database/server.ts';
import { readConfig } from '../../config/config.ts';
import { singleSignOn } from './single-sign-on-finding.ts';

let bed: TestBed;
let provider: TestProvider;
let folder: string;
const nowhere = 'http://127.0.0.1:9';

beforeAll(async () => {
  bed = await openTestBed();
  await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  provider = await startProvider('http://localhost/desk/single-sign-on/callback');
  folder = mkdtempSync(join(tmpdir(), 'manumit-doctor-'));
});
afterAll(async () => {
  await provider.close();
  await bed.close();
  rmSync(folder, { recursive: true, force: true });
});

async function check(change: object, withDatabase = false) {
  const list = {
    name: { en: 'Account', fr: 'Compte' },
    whomToAsk: { en: 'Ask.', fr: 'Demandez.' },
    issuer: provider.issuer,
    clientId: 'manumit',
    rules: ['XA', 'NO-SUCH'].map((party) => ({ claim: 'groups', equals: party, grants: [{ role: ROLE.focalPoint, party }] })),
    ...change,
  };
  writeFileSync(join(folder, 'oidc.json'), JSON.stringify(list));
  const settings = { OIDC_CONFIG: join(folder, 'oidc.json'), OIDC_CLIENT_SECRET: 'secret', MANUMIT_DATA: join(folder, 'data') };
  const { rows } = await bed.deployer.query('select current_database() as name');
  return singleSignOn(readConfig(settings, false), withDatabase ? onDatabase(inject('server').deployer, rows[0].name) : undefined);
}

test('doctor reports nothing about single sign-on if none is configured', async () => {
  expect(await singleSignOn(readConfig({ MANUMIT_DATA: folder }, false))).toEqual([]);
});

test('doctor reports that the provider answers, the number of rules, and the parties that are not in the register', async () => {
  expect(await check({})).toEqual([{ about: 'Single sign-on', state: 'ok', found: `${provider.issuer} answers; 2 rules` }]);
  expect(await check({}, true)).toMatchObject([{ state: 'ok' }, { state: 'warning', found: expect.stringMatching(/register: NO-SUCH$/) }]);
});

test('doctor warns of a provider that does not answer or has another issuer, and reports a fault for an unusable file', async () => {
  expect(await check({ issuer: nowhere })).toMatchObject([{ state: 'warning', found: expect.stringContaining(nowhere) }]);
  // The same machine by another name: its issuer differs from the one in the settings.
  const other = provider.issuer.replace('127.0.0.1', 'localhost');
  expect(await check({ issuer: other })).toMatchObject([{ state: 'warning', found: expect.stringContaining('2 rules') }]);
  expect(await check({ rules: [] })).toMatchObject([{ state: 'fault', found: expect.stringContaining('- rules: ') }]);
});
