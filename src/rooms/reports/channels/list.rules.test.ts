import { describe, expect, test } from 'vitest';
import { newKeys } from '../crypto/keys.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { daysAfter, givenReader, signedList } from '../fixtures.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { areApart, type ChannelFacts, decideList } from './list.rules.ts';

const TODAY = '2026-12-01';
const { signingKey } = newKeys();
const made = await Promise.all([
  givenReader(1, 'XC', ['XC', '1 Bn']),
  givenReader(2, 'XC', ['XC', '2 Bn']),
  givenReader(3, 'XD', ['XD', 'Staff']),
]);
const facts: ChannelFacts = {
  channel: 'c',
  keys: { first: verifyKeyOf(signingKey), successors: [] },
  readers: made.map(({ listed }) => ({ ...listed, verifyKey: Buffer.from(listed.verifyKey, 'base64'), removed: false })),
  last: 0,
  everListed: [],
  isMultinational: false,
};
const list = (more: Partial<Manifest> = {}, key = signingKey) => {
  const readers = made.slice(0, 2).map(({ listed }) => listed);
  const own = { channel: 'c', number: 1, validFrom: TODAY, validUntil: daysAfter(TODAY, 30), readers, former: [], ...more };
  return new Uint8Array(Buffer.from(signedList(own, key), 'base64'));
};
const codeOf = (signed: Uint8Array, more: Partial<ChannelFacts> = {}) => {
  const decision = decideList(signed, { ...facts, ...more }, TODAY);
  return decision.accepted ? 'accepted' : decision.code;
};

describe('decideList (5e)', () => {
  test('accepts the next list that the channel key signed, of readers as registered', () => {
    expect(codeOf(list())).toBe('accepted');
  });

  test.each([
    ['another key', list({}, newKeys().signingKey), {}, 'reports/not-signed-by-channel'],
    ['another channel', list({ channel: 'd' }), {}, 'reports/not-signed-by-channel'],
    ['content of another shape', list({ readers: 'all' as never }), {}, 'reports/not-signed-by-channel'],
    [
      'an interpreter',
      list({
        readers: made.slice(0, 2).map(({ listed }, at) => ({ ...listed, function: at === 0 ? 'reader' : ('interpreter' as never) })),
      }),
      { readers: facts.readers.map((one) => ({ ...one, function: one.number === 2 ? 'interpreter' : 'reader' })) },
      'reports/not-signed-by-channel',
    ],
    ['a number that is not the next', list({ number: 3 }), { last: 1 }, 'reports/list-number'],
    ['days that are over', list({ validFrom: '2026-10-01', validUntil: '2026-11-01' }), {}, 'reports/list-days'],
    [
      'a reader under other keys',
      list({ readers: made.slice(0, 2).map(({ listed }) => ({ ...listed, recipient: made[2]!.listed.recipient })) }),
      {},
      'reports/list-readers',
    ],
    [
      'a reader who was removed',
      list(),
      { readers: facts.readers.map((one) => ({ ...one, removed: one.number === 2 })) },
      'reports/list-readers',
    ],
    ['a former reader forgotten', list(), { everListed: [3] }, 'reports/list-readers'],
    ['readers of one nation for an operation', list(), { isMultinational: true }, 'reports/readers-too-close'],
  ] as [string, Uint8Array, Partial<ChannelFacts>, string][])('refuses a list with %s', (_name, signed, more, code) => {
    expect(codeOf(signed, more)).toBe(code);
  });
});

describe('areApart (5e)', () => {
  test('finds two units of which neither is above the other', () => {
    const unit = (...path: string[]) => ({ nation: 'XC', unit: path });
    expect(areApart([unit('XC', '1 Bn'), unit('XC', '1 Bn', 'A Coy')], false)).toBe(false);
    expect(areApart([unit('XC', '1 Bn', 'A Coy'), unit('XC', '1 Bn', 'B Coy')], false)).toBe(true);
    expect(areApart([unit('XC', '1 Bn')], false)).toBe(false);
  });
});
