import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { useOriginForm } from './request-target.ts';

test.each([
  ['http://desk.example/desk/api/session?x=1', '/desk/api/session?x=1', 'desk.example'],
  ['HTTPS://desk.example:8443/a', '/a', 'desk.example:8443'],
  ['http://desk.example', '/', 'desk.example'],
  ['http://desk.example?x=1', '/?x=1', 'desk.example'],
  ['http://user@desk.example/a', '/a', 'user@desk.example'],
  ['/desk/api/session', '/desk/api/session', 'first.example'],
  ['//evil.example/a', '//evil.example/a', 'first.example'],
  ['*', '*', 'first.example'],
])('the target %s is read as %s at %s', (target, url, host) => {
  const request = { url: target, headers: { host: 'first.example' } } as IncomingMessage;
  useOriginForm(request);
  expect([request.url, request.headers.host]).toEqual([url, host]);
});
