import { sha256 } from '@noble/hashes/sha2.js';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { textOf } from './bytes.ts';
import { groupsOf, mailboxOf, newCode, parseCode } from './code.ts';
import { lockCheaply } from './fixtures.ts';
import { decryptWith, encryptTo, newKeys, type PublicKeys, publicOf, type SecretKeys } from './keys.ts';
import { CONTAINER_SIZES, pad, TEXT_SIZES, unpad } from './padding.ts';
import { lockUnder, newPassphrase, unlockUnder } from './passphrase.ts';
import { lockKeys, unlockKeys } from './reader-keys.ts';
import {
  type EncryptedReport,
  encryptReport,
  openFiles,
  openLetter,
  openReport,
  type ReportAddress,
  unwrapKey,
  wrapKey,
} from './report.ts';
import { sign, verified, verifyKeyOf } from './signatures.ts';

const ADDRESS: ReportAddress = { channel: 'tideline', report: '5b7a3d52-4a53-4a8e-8f6e-1f8f3f1f2a10' };
const OTHER: ReportAddress = { ...ADDRESS, report: '5b7a3d52-4a53-4a8e-8f6e-1f8f3f1f2a11' };
const CONTENT = { answers: { forWhom: 'other', danger: false }, text: 'A blue gate, three buses. الباب الأزرق' };

type Reader = SecretKeys & PublicKeys & { number: number };
let readers: Reader[];
beforeAll(async () => {
  readers = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const keys = newKeys();
      return { number, ...keys, ...(await publicOf(keys)) };
    }),
  );
});

const mailbox = mailboxOf(newCode());
const channelKey = verifyKeyOf(newKeys().signingKey);
const encrypt = (change: Partial<Parameters<typeof encryptReport>[1]> = {}) =>
  encryptReport(ADDRESS, { content: CONTENT, files: [], readers, mailbox, channelKey, manifest: 4, ...change });
const encrypted = async (change: Partial<Parameters<typeof encryptReport>[1]> = {}) => {
  const made = await encrypt(change);
  if (typeof made === 'string') throw new Error(made);
  return made;
};
const keyFor = (report: EncryptedReport, reader: Reader, address = ADDRESS) =>
  unwrapKey(address, report.wraps.find((wrap) => wrap.reader === reader.number)!.bytes, reader.identity);

describe('newCode', () => {
  it('makes nine groups of four digits that parseCode reads again in any script', () => {
    const zeros = [0x30, 0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce, 0x1d7d8];
    fc.assert(
      fc.property(fc.constantFrom(...zeros), fc.constantFrom(' ', '\n', ' - ', '.'), (zero, between) => {
        const code = newCode();
        expect(groupsOf(code).map(({ length }) => length)).toEqual(Array(9).fill(4));
        const typed = groupsOf(code).map((group) => [...group].map((digit) => String.fromCodePoint(zero + Number(digit))).join(''));
        expect(parseCode(typed.join(between))).toBe(code);
      }),
    );
  });

  it('uses all digits about equally often', () => {
    const counts = Array(10).fill(0);
    for (let at = 0; at < 1000; at += 1) for (const digit of newCode().slice(0, 34)) counts[Number(digit)] += 1;
    // 3,400 of each are expected, with a standard deviation of 55: ten of them leave room for chance.
    for (const count of counts) expect(Math.abs(count - 3400)).toBeLessThan(550);
  });
});

describe('parseCode', () => {
  it('finds each wrong digit and each swap of two neighbours', () => {
    fc.assert(
      fc.property(fc.nat(35), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const code = newCode();
        const wrong = code.slice(0, at) + String((Number(code[at]) + by) % 10) + code.slice(at + 1);
        expect(parseCode(wrong)).toEqual({ fault: 'check' });
        const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at] + code.slice(at + 2);
        if (swapped !== code) expect(parseCode(swapped)).toEqual({ fault: 'check' });
      }),
    );
  });

  it('says how many digits a short or a long code has', () => {
    expect(parseCode(newCode().slice(4))).toEqual({ fault: 'digits', count: 32 });
    expect(parseCode(`${newCode()}7`)).toEqual({ fault: 'digits', count: 37 });
    expect(parseCode('')).toEqual({ fault: 'digits', count: 0 });
  });
});

describe('mailboxOf', () => {
  it('derives the same keys from the same code, and three that have nothing in common', () => {
    const [one, again, other] = [mailboxOf('1'.repeat(36)), mailboxOf('1'.repeat(36)), mailboxOf('2'.repeat(36))];
    expect(again).toEqual(one);
    expect(new Set([one, other].flatMap(({ id, signingKey, identity }) => [String(id), String(signingKey), identity])).size).toBe(6);
  });

  it('keeps its derivation: a code that was written down years ago opens its answers', () => {
    const { id, signingKey, identity } = mailboxOf('1730224418390574118656240639717052588813');
    const digest = (value: string | Uint8Array) =>
      Buffer.from(sha256(Buffer.from(value)))
        .toString('hex')
        .slice(0, 16);
    expect([digest(id), digest(signingKey), digest(identity)]).toEqual(['fa90570083998cd8', 'c07f810c2ea22f6d', 'f2d8e6b1a4d602d7']);
  });
});

describe('encryptTo', () => {
  it('refuses a list that mixes hybrid and classic recipients, a classic one, a repeated one, and an empty list', async () => {
    const classic = await identityToRecipient(await generateX25519Identity());
    const hybrid = readers[0]!.recipient;
    for (const list of [[hybrid, classic], [classic], [hybrid, hybrid], [], [`${hybrid} `], ['age1tag1qqqq']])
      await expect(encryptTo(list, new Uint8Array(1))).rejects.toThrow();
    expect(await decryptWith(readers[0]!.identity, await encryptTo([hybrid], new Uint8Array([7])))).toEqual(new Uint8Array([7]));
  });
});

describe('sign', () => {
  it('makes a signature that holds for its purpose, its content and its key alone', () => {
    const content = new Uint8Array([1, 2, 3]);
    const signed = sign('message', content, readers[0]!.signingKey);
    expect(verified('message', signed, readers[0]!.verifyKey)).toEqual(content);
    expect(verified('manifest', signed, readers[0]!.verifyKey)).toBeNull();
    expect(verified('message', signed, readers[1]!.verifyKey)).toBeNull();
    expect(verified('message', signed.slice(0, 20), readers[0]!.verifyKey)).toBeNull();
    signed[66]! ^= 1;
    expect(verified('message', signed, readers[0]!.verifyKey)).toBeNull();
  });
});

describe('pad', () => {
  it('pads to a known size, and unpad gives back what was padded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (content) => {
        const padded = pad(content, TEXT_SIZES)!;
        expect(TEXT_SIZES).toContain(padded.length);
        expect(unpad(padded, TEXT_SIZES)).toEqual(new Uint8Array(content));
      }),
    );
    expect(pad(new Uint8Array(65_533), TEXT_SIZES)).toBeNull();
    expect(pad(new Uint8Array(65_532), TEXT_SIZES)).toHaveLength(65_536);
  });

  it('has twelve sizes at most', () => {
    expect(TEXT_SIZES.length + CONTAINER_SIZES.length).toBeLessThanOrEqual(12);
  });

  it('is refused by unpad where a size, a length or the padding is wrong', () => {
    const padded = pad(new Uint8Array([1, 2]), TEXT_SIZES)!;
    expect(() => unpad(padded.slice(1), TEXT_SIZES)).toThrow();
    const withText = padded.slice();
    withText[100] = 1;
    expect(() => unpad(withText, TEXT_SIZES)).toThrow();
    const tooLong = padded.slice();
    tooLong[0] = 255;
    expect(() => unpad(tooLong, TEXT_SIZES)).toThrow();
  });
});

describe('lockUnder', () => {
  it('locks under six generated words, however they are typed later, and under no others', async () => {
    const words = newPassphrase('fr');
    expect(words.split(' ')).toHaveLength(6);
    const locked = await lockUnder(words, new Uint8Array([1, 2]));
    expect(textOf(locked.subarray(0, 60))).toMatch(/\n-> scrypt \S+ 17\n/);
    const typed = ` ${words.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '').split(' ').join('  ')}\n`;
    expect(await unlockUnder(typed, locked)).toEqual(new Uint8Array([1, 2]));
    expect(await unlockUnder(newPassphrase('fr'), locked)).toBeNull();
  });
});

describe('lockKeys', () => {
  beforeAll(lockCheaply);

  it('locks the keys of a reader under a passphrase, and under a second one for the recovery file', async () => {
    const { identity, signingKey } = readers[0]!;
    const [own, recovery] = ['abandon ability able', 'about above absent'];
    for (const words of [own, recovery]) {
      const locked = await lockKeys({ identity, signingKey }, words);
      expect(await unlockKeys(locked, words)).toEqual({ identity, signingKey });
      expect(await unlockKeys(locked, words === own ? recovery : own)).toBeNull();
    }
  });
});

describe('encryptReport', () => {
  it('is opened by each reader and by nobody else: not by the code', async () => {
    const report = await encrypted();
    for (const reader of readers) {
      const opened = await openReport(ADDRESS, report.body, await keyFor(report, reader));
      expect(opened).toMatchObject(CONTENT);
      expect(opened.reporter).toEqual({ recipient: (await publicOf(mailbox)).recipient, verifyKey: verifyKeyOf(mailbox.signingKey) });
    }
    await expect(decryptWith(mailbox.identity, report.body)).rejects.toThrow();
    for (const { bytes } of report.wraps) await expect(decryptWith(mailbox.identity, bytes)).rejects.toThrow();
    await expect(unwrapKey(ADDRESS, report.wraps[0]!.bytes, readers[1]!.identity)).rejects.toThrow();
  });

  it('shows one size for texts of any length up to 4 kB, and one size for all wraps', async () => {
    const reports = [await encrypted(), await encrypted({ content: { answers: {}, text: 'x'.repeat(1500) } })];
    expect(new Set(reports.map(({ body }) => body.length)).size).toBe(1);
    expect(new Set(reports.flatMap(({ wraps }) => wraps.map(({ bytes }) => bytes.length))).size).toBe(1);
    expect(new Set(reports.map((report) => report.mailbox.letter.length)).size).toBe(1);
  });

  it('carries files in one container with their names and types inside', async () => {
    const files = [
      { name: 'gate.jpg', type: 'image/jpeg', bytes: new Uint8Array(3000).fill(7) },
      { name: 'باب.txt', type: 'text/plain', bytes: new Uint8Array(0) },
    ];
    const report = await encrypted({ files });
    const key = await keyFor(report, readers[2]!);
    expect(await openFiles(ADDRESS, report.container!, key)).toEqual(files);
    await expect(openFiles(OTHER, report.container!, key)).rejects.toThrow();
  });

  it('encrypts nothing for fewer than two readers, nor a text or files that are too long', async () => {
    expect(await encrypt({ readers: readers.slice(0, 1) })).toBe('too-few-readers');
    expect(await encrypt({ content: { answers: {}, text: 'x'.repeat(70_000) } })).toBe('text-too-long');
    expect(await encrypt({ files: [{ name: 'a', type: 'b', bytes: new Uint8Array(101 * 1024 * 1024) }] })).toBe('files-too-large');
  });

  it('leaves the reporter a letter that only their code opens, for this report', async () => {
    const report = await encrypted();
    const letter = await openLetter(ADDRESS, report.mailbox.letter, mailbox);
    expect(letter).toMatchObject({ channelKey, manifest: 4, body: new Uint8Array(sha256(report.body)) });
    await expect(openLetter(OTHER, report.mailbox.letter, mailbox)).rejects.toThrow();
    await expect(openLetter(ADDRESS, report.mailbox.letter, mailboxOf(newCode()))).rejects.toThrow();
    expect(report.mailbox.idHash).toEqual(new Uint8Array(sha256(mailbox.id)));
  });

  it('gains a reader later without a change to its text', async () => {
    const report = await encrypted();
    const keys = newKeys();
    const wrap = await wrapKey(ADDRESS, await keyFor(report, readers[0]!), (await publicOf(keys)).recipient);
    expect(wrap).toHaveLength(report.wraps[0]!.bytes.length);
    expect(await openReport(ADDRESS, report.body, await unwrapKey(ADDRESS, wrap, keys.identity))).toMatchObject(CONTENT);
    await expect(unwrapKey(OTHER, wrap, keys.identity)).rejects.toThrow();
  });
});
