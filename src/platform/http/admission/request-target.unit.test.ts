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
  ['/%64esk/api/%73ession?x=%61', '/desk/api/session?x=%61', 'first.example'],
  ['/a%2Fb%2fc%25%41%c3%a9', '/a%2Fb%2fc%25A%c3%a9', 'first.example'],
  ['/desk/api/session#x', '/desk/api/session', 'first.example'],
  ['/treaties#?name=x', '/treaties', 'first.example'],
  ['/treaties?name=x#y', '/treaties?name=x', 'first.example'],
  // An incomplete escape stays as it is: it must not become a complete one.
  ['/%%36%34esk', '/%%36%34esk', 'first.example'],
  ['/%2573', '/%2573', 'first.example'],
])('the target %s is read as %s on the host %s', (target, url, host) => {
  const request = { url: target, headers: { host: 'first.example' } } as IncomingMessage;
  useOriginForm(request);
  expect([request.url, request.headers.host]).toEqual([url, host]);
});
