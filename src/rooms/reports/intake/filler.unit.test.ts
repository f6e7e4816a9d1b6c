import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encode } from '../crypto/bytes.ts';
import { ENCRYPTED_TEXT_SIZES, LETTER_BYTES, WRAP_BYTES } from '../crypto/sizes.ts';
import { fillReport } from './filler.ts';
import { MAX_READERS, SendReport } from './intake.schema.ts';

const zeros = (bytes: number) => encode(new Uint8Array(bytes));
const listOf = (count: number) => Array.from({ length: count }, (_, at) => ({ number: at + 3 }));
const sent = (size: number, listed: { number: number }[], wraps: number, danger: boolean) =>
  SendReport.parse(
    fillReport(
      {
        ...{ channel: randomUUID(), report: randomUUID(), manifest: 12, body: zeros(size), danger },
        wraps: listed.slice(-wraps).map(({ number }) => ({ reader: number, bytes: zeros(WRAP_BYTES) })),
        mailbox: { idHash: zeros(32), verifyKey: zeros(32), letter: zeros(LETTER_BYTES) },
      },
      listed,
    ),
  );
const lengthOf = (report: SendReport) => JSON.stringify(report).length;

describe('the request of a report (5e)', () => {
  test.each(ENCRYPTED_TEXT_SIZES)('with a text of %i bytes has one length for 2 to 9 keys, with danger and without', (size) => {
    const lengths = [2, 3, 4, 5, 6, 7, 8, 9].flatMap((wraps) =>
      [true, false].map((danger) => lengthOf(sent(size, listOf(9), wraps, danger))),
    );
    expect(new Set(lengths).size).toBe(1);
  });

  test('to two of the most readers is taken as it is', () => {
    const [all, two] = [MAX_READERS, 2].map((wraps) => sent(ENCRYPTED_TEXT_SIZES[0]!, listOf(MAX_READERS), wraps, true));
    expect(lengthOf(two!)).toBe(lengthOf(all!));
  });
});
