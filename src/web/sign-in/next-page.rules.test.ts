import { expect, test } from 'vitest';
import { nextPage } from './next-page.rules.ts';

test.each([
  ['/desk/compliance?kind=nation&open=3', '/desk/compliance?kind=nation&open=3'],
  ['/desk', '/desk'],
  ['/desk/a#b', '/desk/a#b'],
])('nextPage accepts %s and returns %s', (next, to) => {
  expect(nextPage(next)).toBe(to);
});

test.each([
  undefined,
  '',
  'https://example.org/desk/',
  '//example.org/desk/',
  '/\\example.org/desk',
  '/desk\\..\\..',
  '/desk/../api/v1/treaties',
  '/desk/%2e%2e/treaties',
  '/desktop',
  'javascript:alert(1)',
  '/desk/sign-in?next=/desk/sign-in',
  '/desk/api/session',
])('nextPage refuses %s', (next) => {
  expect(nextPage(next)).toBe('/desk/');
});
