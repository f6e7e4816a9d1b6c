import { createHash, randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { statementOf } from '#test/bench/load/statements.ts';
import { joined } from '../statements/statement.store.ts';
import { factsOf } from './facts.rules.ts';
import type { Raw } from './form.rules.ts';
import { keyOf, numberOf } from './identity.rules.ts';
import { readMultipart, writeMultipart } from './multipart.rules.ts';
import { prepareStatements, readSent } from './prepare.rules.ts';
import { MAX_PARTS } from './read-json.rules.ts';

const source = randomUUID();
const authority = { objectType: 'Agent', account: { homePage: 'https://x.example.org/xapi', name: 'academy' } };
const given = { source, authority, version: '2.0.0' as const, micros: 1_790_000_000_000_123 };
const stored = '2026-09-21T14:13:20.000123Z';
const statement = (more: Raw = {}): Raw => ({
  id: randomUUID(),
  actor: { mbox: 'mailto:sn-1@example.org' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
  object: { id: 'https://academy.example.org/g1' },
  timestamp: '2026-09-21T14:00:00Z',
  ...more,
});
const textsOf = (body: string) =>
  joined(prepareStatements(readSent('application/json', Buffer.from(body), '2.0.0').statements, given))
    .toString('utf8')
    .split('\x1e');

test('prepareStatements stores the text as sent, with the store’s properties appended', () => {
  const written = `{ "id": "${randomUUID()}", "actor": {"mbox":"mailto:a@example.org","name":"\\u00c9t\\u00e9 }]: \\"x\\\\"},
    "verb": {"id": "urn:x:did"}, "object": {"id": "urn:x:ça"}, "result": {"score": {"raw": 17.0}}}`;
  const [one, other] = textsOf(` [${written} , ${JSON.stringify(statement({ timestamp: undefined }))}]`);
  expect(one).toBe(
    `${written.slice(0, -1)},"timestamp":"${stored}","version":"2.0.0","stored":"${stored}","authority":${JSON.stringify(authority)}}`,
  );
  expect(JSON.parse(other!)).toMatchObject({ timestamp: stored.replace('123Z', '124Z'), authority });
  const unnamed = JSON.parse(textsOf(JSON.stringify(statement({ id: undefined })))[0]!);
  expect(unnamed.id).toMatch(/^[0-9a-f-]{36}$/);
});

test('prepareStatements serialises a statement again if it must change', () => {
  const id = randomUUID();
  const around = { contextActivities: { parent: { id: 'urn:x:p' } } };
  const cases: [Raw, Raw][] = [
    [{ id: id.toUpperCase() }, { id }],
    [{ timestamp: '2026-09-21T16:00:00+02:00' }, { timestamp: '2026-09-21T14:00:00.000Z' }],
    [{ stored: '2020-01-01T00:00:00Z' }, { stored }],
    [{ authority: { mbox: 'mailto:somebody@example.org' } }, { authority }],
    [{ context: around }, { context: { contextActivities: { parent: [{ id: 'urn:x:p' }] } } }],
  ];
  for (const [written, meant] of cases) {
    const text = textsOf(JSON.stringify(statement(written)))[0]!;
    expect(JSON.parse(text)).toMatchObject(meant);
    expect(text.match(/"stored"/g)).toHaveLength(1);
  }
});

test('factsOf stores the first two context activities in the statement, and other activities and people apart from it', () => {
  const near = (id: string) => keyOf(source, 'context', id);
  const context = { contextActivities: { parent: [{ id: 'urn:a' }], grouping: [{ id: 'urn:a' }, { id: 'urn:b' }, { id: 'urn:c' }] } };
  const facts = factsOf(statement({ context: { ...context, instructor: { mbox: 'mailto:t@example.org' } } }), source);
  expect([facts.aroundKey, facts.otherAroundKey]).toEqual([near('urn:a'), near('urn:b')]);
  expect(facts.mentions).toEqual([keyOf(source, 'related', 'mbox mailto:t@example.org'), near('urn:c')]);
  expect(near('urn:a')).not.toBe(keyOf(randomUUID(), 'context', 'urn:a'));
  expect([numberOf('8000000000000000'), numberOf('00000000000000ff')]).toEqual(['-9223372036854775808', '255']);
});

test.each([
  ['objects', `[${'{},'.repeat(MAX_PARTS)}{}]`],
  ['lists', `[${'[],'.repeat(MAX_PARTS)}[]]`],
  ['different keys', `{${Array.from({ length: MAX_PARTS }, (_, at) => `"${at.toString(36)}":1`).join(',')}}`],
  ['keys in many objects', `[${'{"a":1,"b":2,"c":3},'.repeat(MAX_PARTS / 4)}{}]`],
  ['keys, broken off at the end,', `{${'"a":1,'.repeat(MAX_PARTS)}"`],
])('a text with too many %s is refused before it is parsed', (_, text) => {
  const parse = vi.spyOn(JSON, 'parse');
  try {
    const read = () => readSent('application/json', Buffer.from(text), '2.0.0');
    expect(read).toThrow(expect.objectContaining({ code: 'lrs/too-many-parts', details: { most: MAX_PARTS } }));
    expect(parse).not.toHaveBeenCalled();
  } finally {
    parse.mockRestore();
  }
});

test('a thousand whole statements fit into a request, and the content of strings is not counted', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => statementOf(at));
  expect(readSent('application/json', Buffer.from(JSON.stringify(many)), '2.0.0').statements).toHaveLength(1_000);
  const written = { response: '{"a":[{}]},'.repeat(MAX_PARTS / 2) };
  const sent = readSent('application/json', Buffer.from(JSON.stringify({ ...statementOf(1), result: written })), '2.0.0');
  expect(sent.statements[0]!.raw.result).toEqual(written);
});

test('an attachment that is signed many times counts each time', () => {
  const plain = statement();
  const parts = [{ alg: 'RS256' }, plain].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const content = Buffer.from([...parts, 'eA'].join('.'));
  const sha2 = createHash('sha256').update(content).digest('hex');
  const signature = {
    usageType: 'http://adlnet.gov/expapi/attachments/signature',
    display: { en: 'Signature' },
    contentType: 'application/octet-stream',
    length: content.length,
    sha2,
  };
  const sent = (times: number) => {
    const json = Buffer.from(JSON.stringify({ ...plain, attachments: Array(times).fill(signature) }));
    const file = { 'Content-Transfer-Encoding': 'binary', 'X-Experience-API-Hash': sha2 };
    const body = writeMultipart('a', [
      { headers: { 'Content-Type': 'application/json' }, body: json },
      { headers: file, body: content },
    ]);
    return readSent('multipart/mixed; boundary=a', body, '2.0.0').attachments;
  };
  expect(sent(2)).toHaveLength(1);
  expect(() => sent(200)).toThrow(expect.objectContaining({ code: 'lrs/too-many-parts' }));
});

test('a multipart message with too many parts is refused', () => {
  const message = (parts: number) => Buffer.from(`${'--a\r\n\r\n\r\n'.repeat(parts)}--a--`);
  expect(readMultipart(message(1_000), 'a')).toHaveLength(1_000);
  expect(() => readMultipart(message(1_001), 'a')).toThrow(expect.objectContaining({ code: 'platform/too-large' }));
});
