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
])('%s redirects to %s', (url, meant) => expect(withoutSlash(url, known)).toBe(meant));

test.each([
  ['an address without a trailing slash', '/log'],
  ['the start page', '/'],
  ['another host written as a path', '//elsewhere.example/'],
  ['another host before a known path', '//elsewhere.example/log/'],
  ['an unknown address', '/nowhere/'],
  ['an address with an empty part', '/log/checkpoints//'],
  ['an address that is only written to', '/desk/api/set-up/'],
  ['an address of a wildcard route', '/log/tile/x/'],
  ['an address of 400 000 slashes', `${'/'.repeat(400_000)}x`],
])('%s is not redirected', (_, url) => expect(withoutSlash(url, known)).toBeNull());
