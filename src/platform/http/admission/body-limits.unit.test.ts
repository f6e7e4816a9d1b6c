import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { ADMISSION_LIMITS } from './admission-limits.ts';
import { limitAnonymousBodies } from './body-limits.ts';

const KIB = 1024;
const MOST = 256 * KIB;

/** Room for two bodies of 256 KiB. Returns how to send a body by its headers, and how to end it. */
function room() {
  const limit = limitAnonymousBodies({ ...ADMISSION_LIMITS, anonymousBodies: 2 * MOST });
  return (headers: Record<string, string>, isGone = false) => {
    const request = new IncomingMessage(new Socket());
    Object.assign(request.headers, headers);
    const response = new ServerResponse(request);
    if (isGone) response.destroy();
    limit(request, response, MOST, () => true);
    return () => response.emit('close');
  };
}
const large = { 'content-length': String(MOST) };
const busy = expect.objectContaining({ code: 'platform/busy' });

test('large anonymous bodies are accepted up to a total limit, and the next one is refused until one ends', () => {
  const send = room();
  const over = send(large);
  send(large);
  for (let at = 0; at < 3; at += 1) expect(() => send(large)).toThrow(busy);
  over();
  const again = send(large);
  expect(() => send(large), 'what was refused holds nothing, and what is over gives back its own').toThrow(busy);
  again();
  send(large);
});

test('a body without a declared length counts as the limit of its route', () => {
  const send = room();
  const over = send({ 'transfer-encoding': 'chunked' });
  send({ 'content-length': String(MOST) });
  expect(() => send({ 'content-length': String(32 * KIB + 1) })).toThrow(busy);
  over();
  send({ 'content-length': String(32 * KIB + 1) });
});

test.each([
  ['a small body', { 'content-length': String(32 * KIB) }, false],
  ['a request without a body', {}, false],
  ['a body refused for its size', { 'content-length': '900000000' }, false],
  ['a body of a disconnected client', large, true],
] as [string, Record<string, string>, boolean][])('%s takes no room', (_what, headers, isGone) => {
  const send = room();
  for (let at = 0; at < 20; at += 1) send(headers, isGone);
  send(large);
  send(large);
  send(headers, isGone);
});
