import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as Api from './api.ts';
import type * as Upload from './files/upload.ts';

const ID = '0199f9e1-0000-7000-8000-000000000001';
let api: typeof Api;
let upload: typeof Upload.upload;
let sent: { address: string; init: RequestInit }[];

beforeEach(async () => {
  sent = [];
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    sent.push({ address, init });
    return Response.json({ id: ID });
  });
  api = await import('./api.ts');
  ({ upload } = await import('./files/upload.ts'));
});
afterEach(() => vi.unstubAllGlobals());

test('a read puts its input into path and query string, and omits empty values', async () => {
  await api.get('/parties/:partyId/evidence', { partyId: 'a/b', state: 'draft', limit: 8, after: '' });
  expect(sent[0]!.address).toBe('/desk/api/parties/a%2Fb/evidence?state=draft&limit=8');
});

test('a write puts its input into path, If-Match and body', async () => {
  await api.send('PUT /units/:unitId', { unitId: ID, version: 3, superiorId: null, location: 'Port' }, 'key-1');
  const { address, init } = sent[0]!;
  expect([init.method, address]).toEqual(['PUT', `/desk/api/units/${ID}`]);
  expect(init.headers).toMatchObject({ 'if-match': '"3"', 'idempotency-key': 'key-1', 'content-type': 'application/json' });
  expect(JSON.parse(String(init.body))).toEqual({ superiorId: null, location: 'Port' });
});

test('a write with all its input in the path has no body', async () => {
  await api.send('POST /account/devices/:sessionId/end', { sessionId: ID });
  expect(sent[0]!.init.body).toBeUndefined();
  expect(sent[0]!.init.headers).not.toHaveProperty('content-type');
});

test('fileAddress builds the address of a file with its parameters', () => {
  expect(api.fileAddress('/outreach/:outreachId/letter.pdf', { outreachId: ID, lang: 'fr' })).toBe(
    `/desk/api/outreach/${ID}/letter.pdf?lang=fr`,
  );
});

test.each([
  [502, true],
  [504, true],
  [408, true],
  [500, false],
  [403, false],
])('an answer %d without words of the server may succeed in a moment: %s', async (status, temporary) => {
  vi.stubGlobal('fetch', async () => new Response('<html>Bad Gateway</html>', { status }));
  const { isTemporary } = await import('./problem.ts');
  const problem = await api.get('/session', {}).catch((error: unknown) => error);
  expect(problem).toMatchObject({ status, code: 'desk/unreadable' });
  expect(isTemporary(problem)).toBe(temporary);
});

// Compiled, never run: the compiler must refuse each line, or tsc reports its @ts-expect-error as unused.
test('the routes type every call', () => {
  const calls = [
    // @ts-expect-error no such path
    () => api.get('/matrixes', {}),
    // @ts-expect-error the path needs its parameter
    () => api.get('/parties/:partyId', {}),
    // @ts-expect-error a query parameter that the route does not have
    () => api.get('/parties', { page: 2 }),
    // @ts-expect-error a query parameter of another type
    () => api.get('/parties', { kind: 'company' }),
    // @ts-expect-error a field that the route never answers
    () => api.get('/session', {}).then((session) => session.email),
    // @ts-expect-error the route has another method
    () => api.send('PUT /grants/:grantId/end', { grantId: ID }),
    // @ts-expect-error the version for If-Match is missing
    () => api.send('POST /evidence/:itemId/submit', { itemId: ID }),
    // @ts-expect-error a field of the body is missing
    () => api.send('POST /evidence/:itemId/withdraw', { itemId: ID, version: 1 }),
    // @ts-expect-error a field of the body is of another type
    () => api.send('PUT /session/language', { language: 'de' }),
    // @ts-expect-error a field that the body does not have
    () => api.send('PUT /session/language', { language: 'fr', remember: true }),
    // @ts-expect-error a field that the route never answers
    () => api.send('PUT /session/language', { language: 'fr' }).then(({ language }) => language),
    // @ts-expect-error no such file
    () => api.fileAddress('/outreach/:outreachId/letter.docx', { outreachId: ID }),
    // @ts-expect-error the path of the file needs its parameter
    () => api.fileAddress('/outreach/:outreachId/letter.pdf', { lang: 'fr' }),
    // @ts-expect-error a query parameter that the file does not have
    () => api.fileAddress('/outreach/:outreachId/letter.pdf', { outreachId: ID, language: 'fr' }),
    // @ts-expect-error a query parameter of the file is of another type
    () => api.fileAddress('/outreach/:outreachId/letter.pdf', { outreachId: ID, lang: 'de' }),
    // @ts-expect-error a query parameter that the file requires
    () => api.fileAddress('/returns/:returnId/form', { returnId: ID, lang: 'fr' }),
    // @ts-expect-error a field that goes with the file is missing
    () => upload('/imports', { title: 'Earlier years' }, new File([], 'earlier.csv')),
    // @ts-expect-error a field that the upload never answers
    () => upload('/parties/:partyId/documents', { partyId: ID }, new File([], 'order.pdf')).then(({ address }) => address),
  ];
  expect(calls).toHaveLength(18);
});
