import { expect, test } from 'vitest';
import { withoutSlash } from './without-slash.ts';

const known = [
  { method: 'GET', url: '/' },
  { method: 'GET', url: '/log' },
  { method: 'GET', url: '/log/checkpoints/:day' },
  { method: 'GET', url: '/log/tile/*' },
  { method: 'POST', url: '/desk/api/set-up' },
];

test.each([
  ['/log/', '/log'],
  ['/log//', '/log'],
  ['/log/?lang=fr&a=b?c', '/log?lang=fr&a=b?c'],
  ['/log/checkpoints/2026-11-24/', '/log/checkpoints/2026-11-24'],
])('%s leads on to %s', (url, meant) => expect(withoutSlash(url, known)).toBe(meant));

test.each([
  ['an address without a slash too many', '/log'],
  ['the start page', '/'],
  ['another host, written as a path', '//elsewhere.example/'],
  ['another host before a known path', '//elsewhere.example/log/'],
  ['an address nobody has', '/nowhere/'],
  ['an address with a part that is empty', '/log/checkpoints//'],
  ['what is written to and not read', '/desk/api/set-up/'],
  ['the pattern itself', '/log/tile/x/'],
  ['an address of slashes alone, however many', `${'/'.repeat(400_000)}x`],
])('%s leads nowhere', (_, url) => expect(withoutSlash(url, known)).toBeNull());
