import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { StartRefused } from '../start-refused.ts';
import { readSingleSignOn } from './single-sign-on-file.ts';

const FILE = {
  name: { en: 'Account', fr: 'Compte' },
  issuer: 'https://login.example.org',
  clientId: 'manumit',
  whomToAsk: { en: 'Ask the policy office.', fr: 'Demandez au bureau de la politique.' },
  rules: [{ claim: 'groups', equals: 'thb', grants: [{ role: ROLE.focalPoint, party: 'NO' }] }],
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'single-sign-on-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (content: unknown, secret?: string, surface: 'all' | 'public' = 'all') => {
  const file = join(folder, 'oidc.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readSingleSignOn({ oidc: { file, ...(secret && { secret }) }, surface });
};

test('without a file there is no single sign-on, and public pages never have it', () => {
  expect(readSingleSignOn({ surface: 'all' })).toBeUndefined();
  expect(read('nothing that could be read', 'secret', 'public')).toBeUndefined();
});

test('the secret comes from the environment, or from a file next to it that only its owner can read', () => {
  expect(read(FILE, 'from the environment')?.clientSecret).toBe('from the environment');
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, 'from a file\n', { mode: 0o600 });
  const settings = read({ ...FILE, clientSecretFile: 'secret' }, 'from the environment');
  expect(settings).toMatchObject({ clientSecret: 'from a file', clientAuthentication: 'basic', scopes: ['openid', 'profile'] });
  expect(settings).not.toHaveProperty('clientSecretFile');
});

test.runIf(process.platform !== 'win32')('a secret that others can read is refused, and the message says how to correct it', () => {
  writeFileSync(join(folder, 'secret'), 'seen', { mode: 0o644 });
  expect(() => read({ ...FILE, clientSecretFile: 'secret' })).toThrow(/chmod 600/);
});

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{"name": ', /is not JSON/],
  ['no secret', FILE, /OIDC_CLIENT_SECRET/],
  ['a secret that is not there', { ...FILE, clientSecretFile: 'nowhere' }, /ENOENT/],
  ['a field missing', { ...FILE, issuer: undefined }, /- issuer: /],
  [
    'a rule without a party',
    { ...FILE, rules: [{ ...FILE.rules[0], grants: [{ role: ROLE.commander }] }] },
    /- rules\.0\.grants\.0\.party: /,
  ],
])('%s: the start is refused by name', (_what, content, message) => {
  expect(() => read(content)).toThrow(StartRefused);
  expect(() => read(content)).toThrow(message);
});

test('a missing file is named', () => {
  expect(() => readSingleSignOn({ oidc: { file: join(folder, 'none.json') }, surface: 'all' })).toThrow(
    /none\.json cannot be read \(ENOENT\)/,
  );
});
