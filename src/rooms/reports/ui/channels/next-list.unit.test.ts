import { describe, expect, test } from 'vitest';
import { type ChannelFacts, decideList } from '../../channels/list.rules.ts';
import { decode, encode } from '../../crypto/bytes.ts';
import { newKeys } from '../../crypto/keys.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader } from '../../fixtures.ts';
import { signManifest } from '../../manifest/manifest.ts';
import type { Channel } from './channels-data.ts';
import { keyFileName, keyFileText, readKeyFile } from './keys/key-file.ts';
import { nextList } from './next-list.ts';

const TODAY = '2026-12-01';
const ID = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
const { signingKey: channelKey } = newKeys();
const made = await Promise.all([
  givenReader(1, 'XC', ['XC', '1 Bn']),
  givenReader(2, 'XC', ['XC', '2 Bn']),
  givenReader(3, 'XC', ['XC', '3 Bn']),
]);
const channel = (signedList: string | null, number: number): Channel => ({
  ...{ id: ID, state: 'draft', version: 1, partyId: ID, operationId: null, slug: 'camp-help', name: { en: 'C', fr: 'C' } },
  ...{
    takesReports: false,
    openedOn: null,
    closedOn: null,
    page: null,
    firstKey: encode(verifyKeyOf(channelKey)),
    successors: [],
    signedList,
    successions: [],
  },
  manifest: number === 0 ? null : { number, validUntil: daysAfter(TODAY, 90), readers: [] },
  readers: made.map(({ listed }) => ({
    ...{ ...listed, unit: [...listed.unit], personId: ID, name: 'Reader', joinedAt: `${TODAY}T00:00:00Z`, removedAt: null, listed: false },
  })),
});
const facts: ChannelFacts = {
  channel: ID,
  keys: { first: verifyKeyOf(channelKey), successors: [] },
  readers: made.map(({ listed }) => ({ ...listed, verifyKey: decode(listed.verifyKey), removed: false })),
  ...{ last: 0, everListed: [], isMultinational: false },
};

describe('nextList (5e)', () => {
  test('makes lists that come into force, and forgets nobody over two changes of readers', () => {
    const lists = [
      [1, 2],
      [2, 3],
      [1, 3],
    ];
    let signed: string | null = null;
    for (const [at, chosen] of lists.entries()) {
      const list = nextList(channel(signed, at), { chosen, today: TODAY, validUntil: daysAfter(TODAY, 90) });
      const bytes = signManifest(list, channelKey);
      const everListed = [...new Set(lists.slice(0, at).flat())];
      expect(decideList(bytes, { ...facts, last: at, everListed }, TODAY)).toMatchObject({ accepted: true });
      signed = encode(bytes);
      expect(list.former.map(({ number }) => number)).toEqual([[], [1], [2]][at]);
    }
  });

  test('makes a former reader of one who was removed after they were chosen, so that the list comes into force', () => {
    const first = signManifest(
      nextList(channel(null, 0), { chosen: [1, 2, 3], today: TODAY, validUntil: daysAfter(TODAY, 90) }),
      channelKey,
    );
    const before = channel(encode(first), 1);
    const removedAt = `${TODAY}T08:00:00Z`;
    const now = { ...before, readers: before.readers.map((one) => (one.number === 3 ? { ...one, removedAt } : one)) };
    const list = nextList(now, { chosen: [1, 2, 3], today: TODAY, validUntil: daysAfter(TODAY, 90) });
    expect(list.former.map(({ number }) => number)).toEqual([3]);
    expect(decideList(signManifest(list, channelKey), { ...facts, last: 1, everListed: [1, 2, 3] }, TODAY)).toMatchObject({
      accepted: true,
    });
  });
});

describe('a file of a holder (5e)', () => {
  test('says what it is, and is read as nothing else', () => {
    const text = keyFileText('channel-key', 'camp-help', 'AAAA');
    expect(readKeyFile('channel-key', text)).toBe('AAAA');
    expect(readKeyFile('reader-recovery', text)).toBeNull();
    expect(readKeyFile('channel-key', 'nothing')).toBeNull();
    expect(keyFileName('channel-key', 'camp-help', 2)).toBe('camp-help-channel-key-2.json');
  });
});
