import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf, drawLeaves, drawSample } from './audit-sample.rules.ts';
import { isOutside } from './witnesses/witness-place.ts';
import { witnessingOf } from './witnesses/witnessing.rules.ts';

const ROOT = createHash('sha256').update('a root').digest();

describe('the audit sample (5g)', () => {
  it('is the same for everybody, and draws every leaf once', () => {
    // Computed independently of this code: SHA-256 of the rule's name, a newline, the root and the draw as eight bytes.
    const first = createHash('sha256')
      .update(Buffer.concat([Buffer.from('manumit audit sample 1\n'), ROOT, Buffer.alloc(8)]))
      .digest();
    expect(drawLeaves(ROOT, 1_000_003).next().value).toBe(Number(first.readBigUInt64BE() % 1_000_003n));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (size) => {
        expect([...drawLeaves(ROOT, size)].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, at) => at));
      }),
    );
  });

  it('skips padding and reports it, and ends when there are no more entries', () => {
    const { drawn, padding } = drawSample(ROOT, 100, [{ from: 40, count: 60 }], 1_000);
    expect(drawn.map(({ index }) => index).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at));
    expect(padding.every((index) => index >= 40)).toBe(true);
    expect(drawn.at(-1)!.draw).toBe(drawn.length + padding.length - 1);
    expect(drawSample(ROOT, 100, [{ from: 0, count: 100 }], 5).drawn).toEqual([]);
    expect(drawSample(ROOT, 0, [], 5).drawn).toEqual([]);
  });

  it('favours no leaf', () => {
    const counts = new Array<number>(10).fill(0);
    for (let n = 0; n < 5_000; n += 1) {
      const root = createHash('sha256').update(String(n)).digest();
      counts[drawLeaves(root, 10).next().value as number]! += 1;
    }
    // About 500 each. One standard deviation is 22.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(110);
  });
});

describe('witnessingOf (5g)', () => {
  const NOW = new Date('2026-03-01T12:00:00Z');
  // Checkpoints of 5 and 10 leaves, and one of 11 just now.
  const SIGNED = [
    [5, '11:40:00'],
    [10, '11:58:00'],
    [11, '11:59:30'],
  ] as const;
  const signedAfter = (size: number) => {
    const next = SIGNED.find(([signed]) => signed > size);
    return next ? new Date(`2026-03-01T${next[1]}Z`) : null;
  };
  const at = (size: number, minute: number, fault: 'unreachable' | 'forked' | null = null) => ({
    size,
    signedAt: `2026-03-01T11:${minute}:00Z`,
    fault,
  });

  it.each([
    ['no outside check', [], 'none', null],
    ['one outside check', [at(10, 58)], 'one', null],
    ['two that signed', [at(10, 58), at(10, 59)], 'good', '2026-03-01T11:58:00Z'],
    ['two of three', [at(10, 58), at(10, 59), at(2, 10, 'unreachable')], 'good', '2026-03-01T11:58:00Z'],
    ['one of two, long', [at(10, 58), at(4, 30, 'unreachable')], 'behind', '2026-03-01T11:30:00Z'],
    [
      'two that never signed',
      [
        { size: 0, signedAt: null, fault: null },
        { size: 0, signedAt: null, fault: null },
      ],
      'waiting',
      null,
    ],
    ['one that saw another log', [at(10, 58), at(10, 59), at(10, 57, 'forked')], 'forked', '2026-03-01T11:58:00Z'],
  ] as const)('reports %s', (_, witnesses, witnessing, witnessedUpTo) => {
    expect(witnessingOf(witnesses, signedAfter, NOW)).toEqual({ witnessing, witnessedUpTo });
  });

  it('allows a minute for a new checkpoint, and does not excuse an old one by newer ones', () => {
    expect(witnessingOf([at(10, 58), at(10, 58)], signedAfter, NOW).witnessing).toBe('good');
    expect(witnessingOf([at(9, 58), at(9, 58)], signedAfter, NOW).witnessing).toBe('behind');
    expect(witnessingOf([at(11, 59), at(11, 59)], signedAfter, NOW).witnessing).toBe('good');
  });
});

describe('contentOf', () => {
  it.each([
    [{ opened: true, erased: false, own: true }, 'open'],
    [{ opened: false, erased: true, own: true }, 'erased'],
    [{ opened: false, erased: true, own: false }, 'erased'],
    [{ opened: false, erased: false, own: false }, 'closed'],
    [{ opened: false, erased: false, own: true }, 'missing'],
  ] as const)('judges %o as %s', (given, content) => expect(contentOf(given)).toBe(content));
});

describe('isOutside', () => {
  it.each([
    'http://localhost:8859',
    'http://w1.localhost',
    'http://LOCALHOST.',
    'http://127.0.0.1',
    'http://127.9.9.9:80',
    'http://2130706433',
    'http://0x7f.1',
    'http://0/',
    'http://[::1]:8859',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:169.254.169.254]',
    'http://169.254.169.254/latest/meta-data',
    'http://[fe80::1]',
    'http://[fd00:ec2::254]',
    'http://100.100.100.200',
    'http://metadata.google.internal',
    'http://255.255.255.255',
  ])('refuses %s', (url) => expect(isOutside(url)).toBe(false));

  it.each([
    'https://witness.example.org',
    'http://10.20.30.40:8859',
    'http://192.168.1.7',
    'http://[fd12:3456::1]',
    'https://localhost.example.org',
    'http://8.8.8.8',
  ])('accepts %s, in a closed network too', (url) => expect(isOutside(url)).toBe(true));
});
