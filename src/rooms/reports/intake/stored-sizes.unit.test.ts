import { describe, expect, it } from 'vitest';
import { encode } from '../crypto/bytes.ts';
import { newKeys, publicOf } from '../crypto/keys.ts';
import { CONTAINER_SIZES, TEXT_SIZES } from '../crypto/padding.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { ENCRYPTED_CONTAINER_SIZES, ENCRYPTED_TEXT_SIZES, LETTER_BYTES, WRAP_BYTES } from '../crypto/sizes.ts';
import { givenReport } from '../fixtures.ts';
import { SendReport } from './intake.schema.ts';

const CHANNEL = '11111111-1111-4111-8111-111111111111';
// Of these containers the bytes are made and measured. The larger ones have the same form, and would cost seconds each.
const MEASURED = CONTAINER_SIZES.filter((size) => size <= 1024 ** 2);
const KEYS = { manifest: 1, channelKey: verifyKeyOf(newKeys().signingKey) };

/** Every encrypted length that the store of a report may hold. */
const STORED = new Set([...ENCRYPTED_TEXT_SIZES, ...ENCRYPTED_CONTAINER_SIZES, WRAP_BYTES, LETTER_BYTES]);
const readers = async (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const { recipient, verifyKey } = await publicOf(newKeys());
      return {
        number: at + 1,
        function: 'reader' as const,
        nation: 'XC',
        unit: ['XC', String(at)],
        recipient,
        verifyKey: encode(verifyKey),
      };
    }),
  );
/** A report as it is sent: what the schema refuses is not stored. */
const send = async (count: number, letters: number, ...files: number[]) =>
  givenReport(CHANNEL, await readers(count), {
    ...KEYS,
    content: { answers: {}, text: 'x'.repeat(letters) },
    files: files.map((bytes, at) => ({ name: `${at}.jpg`, type: 'image/jpeg', bytes: new Uint8Array(bytes) })),
  });

describe('a stored report (5e)', () => {
  it('has one of at most twelve encrypted lengths in each of its parts: text, files, wraps and letter', () => {
    expect([...STORED].toSorted((a, b) => a - b)).toHaveLength(12);
  });

  it('shows no other length, however long its text is, however many its files and its readers are', async () => {
    // What is around the words of a text and around the files of a container varies: an empty one, and some before and after each step.
    const letters = [0, 1, ...TEXT_SIZES.slice(0, -1).flatMap((size) => [size - 3000, size]), TEXT_SIZES.at(-1)! - 3000];
    const files = [[], [0], ...MEASURED.slice(0, -1).flatMap((size) => [[size - 1000], [size]]), [1, MEASURED.at(-1)! - 1000], [9, 9, 9]];
    const lengths = new Set<number>();
    for (let at = 0; at < Math.max(letters.length, files.length); at += 1) {
      const { sent, encrypted } = await send(2 + (at % 3), letters[at % letters.length]!, ...files[at % files.length]!);
      expect(SendReport.safeParse(sent).success).toBe(true);
      const { body, container, wraps, mailbox } = encrypted;
      for (const bytes of [body, container, mailbox.letter, ...wraps.map((wrap) => wrap.bytes)]) if (bytes) lengths.add(bytes.length);
    }
    const measured = ENCRYPTED_CONTAINER_SIZES.slice(0, MEASURED.length);
    expect(lengths).toEqual(new Set([...ENCRYPTED_TEXT_SIZES, ...measured, WRAP_BYTES, LETTER_BYTES]));
  });

  it('is refused with a part of another length', async () => {
    const { sent } = await send(2, 10, 10);
    const longer = (base64: string) => encode(new Uint8Array(Buffer.byteLength(base64, 'base64') + 1));
    const [wrap, ...others] = sent.wraps;
    const { container, mailbox } = sent;
    for (const change of [
      { body: longer(sent.body) },
      { wraps: [{ ...wrap!, bytes: longer(wrap!.bytes) }, ...others] },
      { mailbox: { ...mailbox, letter: longer(mailbox.letter) } },
      { container: { ...container!, bytes: container!.bytes + 1 } },
    ])
      expect(SendReport.safeParse({ ...sent, ...change }).success, Object.keys(change).join()).toBe(false);
  });
});
