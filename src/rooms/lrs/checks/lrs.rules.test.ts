import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { decidePrecondition, etagOf, merged } from '../documents/document.rules.ts';
import type { Raw, Version } from './form.rules.ts';
import { isDuration, isIri, isLanguageTag, momentOf } from './formats.rules.ts';
import { MAX_PARTS, readJson } from './read-json.rules.ts';
import { isSameStatement } from './same.rules.ts';
import { checkStatement } from './statement-check.rules.ts';

const statement = (more: Raw = {}): Raw => ({
  id: randomUUID(),
  actor: { mbox: 'mailto:sn-1@example.org' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
  object: { id: 'https://academy.example.org/g1' },
  ...more,
});
const faultOf = (value: unknown, version: Version = '1.0.3') => {
  try {
    checkStatement(value, 'statement', version);
    return undefined;
  } catch (error) {
    return (error as { details: { at: string } }).details.at;
  }
};

test('readJson reads JSON, and refuses a repeated key, broken text, deep nesting and text that PostgreSQL cannot store', () => {
  const text = '{"a\\"b": [{"x": "y: \\"z\\":"}], "c" : {"x": null}}';
  const numbered = '{"a\\u0041\\"\\\\":"\\\\u0000\\u0042\\"}\\ud83d\\ude00"}';
  for (const good of [text, numbered]) expect(readJson(Buffer.from(good))).toEqual(JSON.parse(good));
  for (const bad of [
    '{"a":1,"a":2}',
    '{"x":[{"b":1,"c":{},"b":2}]}',
    '{"a":',
    '"\\u0000"',
    '"\\ud800"',
    '{"a\\u0041\\"\\\\":"\\\\u\\u0042\\u0000"}',
    '[]x',
    '['.repeat(70) + ']'.repeat(70),
  ])
    expect(() => readJson(Buffer.from(bad)), bad).toThrow('lrs/not-json');
  expect(() => readJson(Buffer.from([34, 0xff, 34]))).toThrow('lrs/not-json');
});

test('times, IRIs, durations and language tags are recognised', () => {
  expect(momentOf('2026-11-25T20:00:00+02:00')?.toISOString()).toBe('2026-11-25T18:00:00.000Z');
  for (const bad of ['2026-02-30T00:00:00Z', '2026-11-25T20:00:00-00:00', 'today']) expect(momentOf(bad), bad).toBeUndefined();
  expect([
    isIri('urn:x:1'),
    isIri('no iri'),
    isDuration('PT1H30M'),
    isDuration('P'),
    isLanguageTag('fr-CA'),
    isLanguageTag('a-b-c d'),
  ]).toEqual([...[true, false, true, false, true, false]]);
});

test('checkStatement names the place of the first fault, and knows the properties of each version', () => {
  expect(faultOf(statement())).toBeUndefined();
  expect(faultOf(statement({ actor: { mbox: 'mailto:a@b.c', openid: 'https://x' } }))).toBe('statement.actor');
  expect(faultOf(statement({ result: { score: { scaled: 2 } } }))).toBe('statement.result.score.scaled');
  expect(faultOf(statement({ object: { objectType: 'Agent', mbox: 'mailto:a@b.c' }, context: { platform: 'x' } }))).toBe(
    'statement.context.platform',
  );
  const agents = statement({ context: { contextAgents: [{ objectType: 'contextAgent', agent: { mbox: 'mailto:a@b.c' } }] } });
  expect([faultOf(agents, '2.0.0'), faultOf(agents)]).toEqual([undefined, 'statement.context.contextAgents']);
  expect(faultOf(statement({ 'what a sender calls it': 1 }))).toBe('statement.?');
});

test('isSameStatement ignores what the store adds and text for display', () => {
  const one = statement({ context: { contextActivities: { parent: { id: 'urn:x' } } }, result: { duration: 'PT1.001S' } });
  const other = {
    ...one,
    stored: 'x',
    verb: { ...(one.verb as Raw), display: { en: 'did' } },
    context: { contextActivities: { parent: [{ id: 'urn:x' }] } },
    result: { duration: 'PT1.009S' },
  };
  expect(isSameStatement(one, other)).toBe(true);
  for (const more of [{ actor: { mbox: 'mailto:x@y.z' } }, { result: { success: true } }, { result: { duration: 'PT1.02S' } }])
    expect(isSameStatement(one, { ...one, ...more })).toBe(false);
});

test('a document is replaced only by a request that names the version it read', () => {
  const there = etagOf(Buffer.from('{}'));
  expect(decidePrecondition(there, { ifMatch: there }, 'nothing').accepted).toBe(true);
  expect(decidePrecondition(there, { ifMatch: '"x"' }, 'anything')).toMatchObject({ code: 'lrs/changed-meanwhile' });
  expect(decidePrecondition(there, { ifNoneMatch: '*' }, 'anything')).toMatchObject({ code: 'lrs/changed-meanwhile' });
  expect(decidePrecondition(there, {}, 'begin')).toMatchObject({ code: 'lrs/say-which-document' });
  expect(decidePrecondition(undefined, {}, 'nothing')).toMatchObject({ code: 'lrs/say-what-you-expect' });
  const json = (content: string) => ({ contentType: 'application/json', content: Buffer.from(content) });
  expect(merged(json('{"a":1,"b":{"c":1}}'), json('{"b":{"d":2}}'))).toMatchObject({
    value: { content: Buffer.from('{"a":1,"b":{"d":2}}') },
  });
  expect(merged(json('[]'), json('{}'))).toMatchObject({ code: 'lrs/no-merge' });
  const long = json(`{"a":[${'[],'.repeat(MAX_PARTS)}0]}`);
  for (const [before, after] of [
    [json('{}'), long],
    [long, json('{}')],
    [undefined, long],
  ] as const)
    expect(() => merged(before, after)).toThrow('lrs/too-many-parts');
});
