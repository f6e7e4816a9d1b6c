import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { decode, encode } from '../../crypto/bytes.ts';
import { lockCheaply } from '../../crypto/fixtures.ts';
import { newKeys, publicOf } from '../../crypto/keys.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader, signedList } from '../../fixtures.ts';
import { shiftNoteCalls } from './shift-notes.ts';

afterAll(lockCheaply());

const CHANNEL = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
const TODAY = '2026-12-01';
const channelKey = newKeys().signingKey;
const readers = await Promise.all([1, 2].map((number) => givenReader(number, 'XC', ['XC', String(number)])));
const listed = readers.map((one) => one.listed);
const intruder = newKeys();
const { recipient, verifyKey } = await publicOf(intruder);

/** A list that the channel key signed. */
const listOf = (of: typeof listed, former: { number: number; verifyKey: string; until: string }[] = []) => ({
  first: encode(verifyKeyOf(channelKey)),
  successors: [],
  manifest: signedList(
    { channel: CHANNEL, number: 1, validFrom: TODAY, validUntil: daysAfter(TODAY, 60), readers: of, former },
    channelKey,
  ),
});
const LIST = listOf(listed);
const [writer, other] = readers.map(({ keys }) => shiftNoteCalls(() => keys));
const leave = (list = LIST, today = TODAY, text = 'Call the doctor before six.') =>
  writer!.encryptShiftNote({ channel: CHANNEL, number: 1, id: randomUUID(), text, list, today });
const replaced = (change: object) => listOf([{ ...listed[0]!, ...change }, listed[1]!]);

describe('encryptShiftNote of the worker (5e)', () => {
  test('encrypts nothing where the list names another key with the name of its writer', async () => {
    expect(await leave(replaced({ recipient }))).toBe('other-keys');
    expect(await leave(replaced({ verifyKey: encode(verifyKey) }))).toBe('other-keys');
    expect(await leave(listOf(listed.slice(1)))).toBe('other-keys');
    expect(await leave()).toMatchObject({ manifest: 1 });
  });

  test('encrypts nothing to a list that is out of date, or that the channel did not sign', async () => {
    expect(await leave(LIST, daysAfter(TODAY, 61))).toBe('list-refused');
    expect(await leave(LIST, daysAfter(TODAY, -1))).toBe('list-refused');
    expect(await leave({ ...LIST, first: encode(verifyKey) })).toBe('list-refused');
    expect(await leave(LIST, TODAY, 'x'.repeat(4096))).toBe('text-too-long');
  });
});

describe('openShiftNote of the worker (5e)', () => {
  test('shows the day that the writer signed, whatever day the server says, and who reads here no more', async () => {
    const id = randomUUID();
    const made = await writer!.encryptShiftNote({ channel: CHANNEL, number: 1, id, text: 'All is quiet.', list: LIST, today: TODAY });
    const { encrypted } = made as { encrypted: string };
    const open = (note: object = {}, list = LIST) =>
      other!.openShiftNote({ channel: CHANNEL, note: { id, reader: 1, encrypted, ...note }, list });
    expect(await open({ day: daysAfter(TODAY, 9) })).toEqual({ text: 'All is quiet.', day: TODAY, function: listed[0]!.function });
    const former = { number: 1, verifyKey: listed[0]!.verifyKey, until: TODAY };
    expect(await open({}, listOf(listed.slice(1), [former]))).toMatchObject({ function: null });
    expect(await open({}, listOf(listed.slice(1)))).toBe('damaged');
    expect(await open({ reader: 2 })).toBe('damaged');
    expect(await open({ id: randomUUID() })).toBe('damaged');
    const bytes = decode(encrypted);
    bytes[bytes.length - 1]! ^= 1;
    expect(await open({ encrypted: encode(bytes) })).toBe('damaged');
  });
});
