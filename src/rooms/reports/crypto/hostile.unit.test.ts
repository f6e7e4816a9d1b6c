import { describe, expect, it } from 'vitest';
import { encode } from './bytes.ts';
import { mailboxOf, newCode } from './code.ts';
import { encryptTo, newKeys, publicOf } from './keys.ts';
import { CONTAINER_SIZES, pad } from './padding.ts';
import { encryptReport, openFiles, openReport, type ReportContent, unwrapKey } from './report.ts';
import { verifyKeyOf } from './signatures.ts';

const ADDRESS = { channel: 'tideline', report: '5b7a3d52-4a53-4a8e-8f6e-1f8f3f1f2a10' };
const CONTENT: ReportContent = { answers: {}, text: 'A blue gate, three buses.' };
const keys = [newKeys(), newKeys()];
const readers = await Promise.all(keys.map(async (one, at) => ({ number: at + 1, recipient: (await publicOf(one)).recipient })));
const mailbox = mailboxOf(newCode());
const channelKey = verifyKeyOf(newKeys().signingKey);

/** A report as a stranger encrypts it, and its key as its first reader gets it. */
async function given(content: ReportContent) {
  const made = await encryptReport(ADDRESS, { content, files: [], readers, mailbox, channelKey, manifest: 4 });
  if (typeof made === 'string') throw new Error(made);
  return { body: made.body, key: await unwrapKey(ADDRESS, made.wraps[0]!.bytes, keys[0]!.identity) };
}

describe('content that a stranger encrypts (5e)', () => {
  it('opens no text of another shape: anybody may send one, and a page could not show it', async () => {
    const shapes: unknown[] = [{ answers: null, text: '' }, { answers: [], text: '' }, { answers: {} }, { answers: {}, text: {} }];
    const verifyKey = encode(channelKey);
    const recipients = [1, 'x', 'age1pq1qqq', readers[0]!.recipient.slice(0, -1)];
    const reporters = [null, ...recipients.map((recipient) => ({ recipient, verifyKey }))];
    for (const content of [...shapes, ...reporters.map((reporter) => ({ ...CONTENT, reporter }))]) {
      const { body, key } = await given(content as ReportContent);
      await expect(openReport(ADDRESS, body, key)).rejects.toThrow();
    }
  });

  it('shows a text that announces its files in another shape, or not at all: it does not say whether there are any', async () => {
    for (const files of [undefined, null, 3, [], { count: -1, bytes: 0 }, { count: 1, bytes: 'x' }]) {
      const { body, key } = await given({ ...CONTENT, files } as ReportContent);
      expect(await openReport(ADDRESS, body, key)).toMatchObject({ text: CONTENT.text, announced: null });
    }
  });

  it('opens no files whose sizes step back: a small container would ask for more memory than a browser has', async () => {
    const { key: identity } = await given(CONTENT);
    const { recipient } = await publicOf({ identity, signingKey: mailbox.signingKey });
    const packed = (sizes: number[]) => {
      const files = sizes.map((size) => ({ name: 'a', type: 'b', size }));
      const index = new TextEncoder().encode(JSON.stringify({ format: 1, ...ADDRESS, files }));
      const all = new Uint8Array(4 + index.length + 8);
      new DataView(all.buffer).setUint32(0, index.length);
      all.set(index, 4);
      return encryptTo([recipient], pad(all, CONTAINER_SIZES)!);
    };
    expect(await openFiles(ADDRESS, await packed([8]), identity)).toHaveLength(1);
    for (const sizes of [
      [8, -8, 8],
      [8.5, -0.5],
    ])
      await expect(openFiles(ADDRESS, await packed(sizes), identity)).rejects.toThrow();
  });
});
