import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { refusalsOf } from './refusals.ts';

test('a refusal in the language that an address names is not stored for others', () => {
  const refusal = (_code: string, { url = '' }: { url?: string | undefined }) => ({
    status: 503,
    headers: {},
    body: url.includes('lang=fr') ? 'occupé' : 'busy',
  });
  const reject = refusalsOf({ refusal, headers: {} }, 2);
  const titleFor = (url: string) => {
    let text = '';
    const response = { writeHead: () => response, end: (body: Buffer) => (text = body.toString()) };
    reject({ url, headers: {} } as IncomingMessage, response as unknown as ServerResponse);
    return text;
  };
  expect(['/a?lang=fr', '/a', '/b', '/a?lang=fr'].map(titleFor)).toEqual(['occupé', 'busy', 'busy', 'occupé']);
});
