import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode } from '../crypto/bytes.ts';
import { newKeys } from '../crypto/keys.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import {
  checkManifest,
  fingerprintOf,
  type ListedReader,
  type Manifest,
  newestKey,
  signManifest,
  signSuccessor,
  verifyKeyOfReader,
} from './manifest.ts';
import { isExcluded, LEAVE_ONE_OUT_FROM, randomBelow, readersFor } from './readers.rules.ts';

const CHANNEL = 'tideline';
const [first, second, third] = [newKeys().signingKey, newKeys().signingKey, newKeys().signingKey];
const reader = (number: number, unit: string[], change: Partial<ListedReader> = {}): ListedReader => ({
  number,
  function: 'reader',
  nation: unit[0]!,
  unit,
  recipient: `age1pq1q${number}`,
  verifyKey: encode(verifyKeyOf(newKeys().signingKey)),
  ...change,
});
const MANIFEST: Omit<Manifest, 'channelKey'> = {
  channel: CHANNEL,
  number: 4,
  validFrom: '2026-11-01',
  validUntil: '2027-01-30',
  readers: [reader(1, ['XC', '2 Bde', '1 Bn']), reader(2, ['XD'])],
  former: [{ number: 9, verifyKey: encode(verifyKeyOf(first)), until: '2026-10-31' }],
};
const check = (signed: Uint8Array, change: Partial<Parameters<typeof checkManifest>[1]> = {}) =>
  checkManifest(signed, { channel: CHANNEL, key: verifyKeyOf(first), today: '2026-11-29', ...change });

describe('checkManifest', () => {
  const signed = signManifest(MANIFEST, first);

  it('accepts a manifest that the channel key signed, and gives the keys of present and former readers', () => {
    const manifest = check(signed) as Manifest;
    expect(manifest).toMatchObject(MANIFEST);
    expect([1, 9, 5].map((number) => verifyKeyOfReader(manifest, number) !== undefined)).toEqual([true, true, false]);
  });

  it('refuses another key, another channel, a changed byte, and what was signed as something else', () => {
    expect(check(signed, { key: verifyKeyOf(second) })).toBe('other-key');
    expect(check(signed, { channel: 'other' })).toBe('damaged');
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.nat(7), (at, bit) => {
        const changed = signed.slice();
        changed[at]! ^= 1 << bit;
        expect(check(changed)).toBe('other-key');
      }),
      { numRuns: 40 },
    );
    expect(check(signSuccessor(CHANNEL, verifyKeyOf(second), first))).toBe('other-key');
  });

  it('is bound to its days, which are ninety at most', () => {
    expect(check(signed, { today: '2026-10-31' })).toBe('not-yet-valid');
    expect(check(signed, { today: '2027-01-30' })).toMatchObject(MANIFEST);
    expect(check(signed, { today: '2027-01-31' })).toBe('expired');
    expect(check(signManifest({ ...MANIFEST, validUntil: '2027-01-31' }, first))).toBe('damaged');
  });
});

describe('newestKey', () => {
  const chain = {
    first: verifyKeyOf(first),
    successors: [signSuccessor(CHANNEL, verifyKeyOf(second), first), signSuccessor(CHANNEL, verifyKeyOf(third), second)],
  };

  it('follows the poster of any key of the channel to the newest, through two changes of staff', () => {
    for (const key of [first, second, third])
      expect(newestKey(CHANNEL, chain, fingerprintOf(verifyKeyOf(key)))).toEqual(verifyKeyOf(third));
    expect(newestKey(CHANNEL, chain, null)).toEqual(verifyKeyOf(third));
    expect(fingerprintOf(verifyKeyOf(first))).toMatch(/^[\w-]{22}$/);
  });

  it('refuses a chain that starts elsewhere, one with a link that another key signed, and one of another channel', () => {
    const stranger = newKeys().signingKey;
    expect(newestKey(CHANNEL, chain, fingerprintOf(verifyKeyOf(stranger)))).toBeNull();
    expect(newestKey('other', chain, null)).toBeNull();
    const forged = { ...chain, successors: [signSuccessor(CHANNEL, verifyKeyOf(stranger), stranger)] };
    expect(newestKey(CHANNEL, forged, fingerprintOf(verifyKeyOf(first)))).toBeNull();
    expect(newestKey(CHANNEL, { ...chain, successors: chain.successors.toReversed() }, null)).toBeNull();
  });
});

describe('isExcluded', () => {
  it('excludes readers of the unit, of its parts and of every unit above it, and no other', () => {
    const about = { units: [['XC', '2 Bde', '1 Bn']], readers: [] };
    const excluded = (unit: string[]) => isExcluded({ number: 1, unit }, about);
    expect([['XC'], ['XC', '2 Bde'], ['XC', '2 Bde', '1 Bn'], ['XC', '2 Bde', '1 Bn', 'A Coy']].map(excluded)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([['XD'], ['XC', '3 Bde'], ['XC', '2 Bde', '2 Bn'], ['XD', '2 Bde', '1 Bn']].map(excluded)).toEqual([false, false, false, false]);
  });
});

describe('readersFor', () => {
  const unit = fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 3 });
  const readers = fc
    .array(fc.record({ unit, function: fc.constantFrom('reader' as const, 'child-protection' as const, 'parent-duty' as const) }), {
      maxLength: 9,
    })
    .map((all) => all.map((one, number) => reader(number, one.unit, { function: one.function })));
  const about = fc.record({ units: fc.array(unit, { maxLength: 2 }), readers: fc.array(fc.nat(8), { maxLength: 2 }) });
  const places = fc.record({ duty: fc.option(fc.nat(8)), next: fc.option(fc.nat(8)) });

  it('never encrypts to an excluded reader or to fewer than two, and keeps duty, next, parent and child protection', () => {
    fc.assert(
      fc.property(readers, about, places, fc.nat(), (all, whom, roster, pick) => {
        const manifest = { ...MANIFEST, channelKey: '', readers: all };
        const chosen = readersFor(manifest, whom, roster, (below) => pick % below);
        const open = all.filter((one) => !isExcluded(one, whom));
        expect(chosen === null).toBe(open.length < 2);
        if (chosen === null) return;
        expect(chosen.length).toBeGreaterThanOrEqual(2);
        expect(chosen.filter((one) => isExcluded(one, whom))).toEqual([]);
        const kept = open.filter(({ number, function: is }) => is !== 'reader' || number === roster.duty || number === roster.next);
        expect(chosen).toEqual(expect.arrayContaining(kept));
        const out = open.length >= LEAVE_ONE_OUT_FROM && open.length === all.length && kept.length < open.length ? 1 : 0;
        expect(chosen.length).toBe(open.length - out);
      }),
    );
  });

  it('removes readers for every answer, and never adds one', () => {
    fc.assert(
      fc.property(readers, about, about, (all, one, more) => {
        const both = { units: [...one.units, ...more.units], readers: [...one.readers, ...more.readers] };
        const open = (whom: typeof one) => all.filter((each) => !isExcluded(each, whom));
        expect(open(one)).toEqual(expect.arrayContaining(open(both)));
      }),
    );
  });

  it('leaves out each of those who may be left out about as often', () => {
    const all = [1, 2, 3, 4, 5, 6].map((number) => reader(number, [`N${number}`]));
    const counts = new Map<number, number>();
    for (let at = 0; at < 4000; at += 1) {
      const chosen = readersFor(
        { ...MANIFEST, channelKey: '', readers: all },
        { units: [], readers: [] },
        { duty: 1, next: 2 },
        randomBelow,
      )!;
      const out = all.find((one) => !chosen.includes(one))!.number;
      counts.set(out, (counts.get(out) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([3, 4, 5, 6]);
    // 1,000 of each are expected, with a standard deviation of 27.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(270);
  });
});
