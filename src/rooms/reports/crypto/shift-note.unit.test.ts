import { expect, test } from 'vitest';
import { newKeys, publicOf } from './keys.ts';
import { encryptShiftNote, openShiftNote } from './shift-note.ts';
import { shiftNoteBytes } from './sizes.ts';

const NOTE = { channel: '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01', id: '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a02' };
const [writer, other, stranger] = [newKeys(), newKeys(), newKeys()];
const [own, others] = [await publicOf(writer), await publicOf(other)];
const TEXT = 'The radio is with the guard. Call the duty doctor before six.';
const DAY = '2026-12-01';
const encrypt = (text = TEXT, day = DAY) =>
  encryptShiftNote(NOTE, { reader: 3, day, text, recipients: [own.recipient, others.recipient], signingKey: writer.signingKey });
const open = (encrypted: Uint8Array, change: object = {}, address = NOTE) =>
  openShiftNote(address, encrypted, { identity: other.identity, reader: 3, verifyKey: own.verifyKey, ...change });

test('encryptShiftNote makes one size, which each reader of the list opens and nobody else', async () => {
  const encrypted = (await encrypt())!;
  expect(encrypted).toHaveLength(shiftNoteBytes(2));
  expect((await encrypt('Nothing.'))!).toHaveLength(shiftNoteBytes(2));
  expect(await open(encrypted)).toEqual({ text: TEXT, day: DAY });
  expect(await open(encrypted, { identity: writer.identity })).toEqual({ text: TEXT, day: DAY });
  expect(await open(encrypted, { identity: stranger.identity })).toBeNull();
});

test('openShiftNote shows no note of another channel, id or writer, none without a day, and none that was changed', async () => {
  const encrypted = (await encrypt())!;
  expect(await open(encrypted, {}, { ...NOTE, channel: NOTE.id })).toBeNull();
  expect(await open(encrypted, {}, { ...NOTE, id: NOTE.channel })).toBeNull();
  expect(await open(encrypted, { reader: 2 })).toBeNull();
  expect(await open(encrypted, { verifyKey: others.verifyKey })).toBeNull();
  expect(await open(encrypted, { verifyKey: undefined })).toBeNull();
  for (const day of ['', 'today', '2026-02-31', '2026-12']) expect(await open((await encrypt(TEXT, day))!), day).toBeNull();
  encrypted[encrypted.length - 1]! ^= 1;
  expect(await open(encrypted)).toBeNull();
});

test('encryptShiftNote refuses a text that does not fit', async () => {
  expect(await encrypt('x'.repeat(4096))).toBeNull();
});
