import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { decode, encode } from '../../crypto/bytes.ts';
import { lockCheaply } from '../../crypto/fixtures.ts';
import { newKeys, publicOf } from '../../crypto/keys.ts';
import { encryptNote, type NoteContent } from '../../crypto/note.ts';
import { lockKeys } from '../../crypto/reader-keys.ts';
import { openReport, unwrapKey, wrapKey } from '../../crypto/report.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, type MadeReader, signedList } from '../../fixtures.ts';
import { checkNumberOf, interpreterCalls } from './interpreter-calls.ts';
import { OpenKeys } from './open-keys.ts';
import { interpreterChoice } from './open-notes.ts';
import { ReportOpening } from './opening.ts';

afterAll(lockCheaply());

const CHANNEL = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
const TODAY = '2026-12-01';
const channelKey = newKeys().signingKey;
const readers = await Promise.all([1, 2].map((number) => givenReader(number, 'XC', ['XC', String(number)])));
const interpreter = await givenReader(7, 'XC', ['XC', 'Linguists']);
const stranger = await givenReader(8, 'XC', ['XC', 'Other']);
const listed = readers.map((one) => one.listed);
const list = {
  ...{ first: encode(verifyKeyOf(channelKey)), successors: [] },
  manifest: signedList(
    { channel: CHANNEL, number: 1, validFrom: TODAY, validUntil: daysAfter(TODAY, 60), readers: listed, former: [] },
    channelKey,
  ),
};
async function held(answers: Record<string, unknown> = {}) {
  const given = { manifest: 1, channelKey: verifyKeyOf(channelKey), content: { answers, text: 'Ata flenë pas depos.' } };
  const { sent } = await givenReport(CHANNEL, listed, given);
  return { report: sent.report, body: sent.body, wrap: sent.wraps[0]!.bytes };
}
const numberOf = ({ listed: { recipient, verifyKey } }: MadeReader) => checkNumberOf({ recipient, verifyKey: decode(verifyKey) });
const calls = interpreterCalls(() => readers[0]!.keys);

describe('wrapForInterpreter (5e)', () => {
  test('gives a wrap that the interpreter alone opens, for the check number that they read from their own keys', async () => {
    const report = await held();
    const check = await interpreterCalls(() => interpreter.keys).ownCheckNumber({ channel: CHANNEL });
    expect(check).toMatch(/^(\d{4} ){5}\d{4}$/);
    const made = await calls.wrapForInterpreter({ channel: CHANNEL, report, interpreter: interpreter.listed, check });
    if (typeof made === 'string') throw new Error(made);
    const address = { channel: CHANNEL, report: report.report };
    const key = await unwrapKey(address, decode(made.wrap), interpreter.keys.identity);
    expect((await openReport(address, decode(report.body), key)).text).toBe('Ata flenë pas depos.');
    await expect(unwrapKey(address, decode(made.wrap), stranger.keys.identity)).rejects.toThrow();
  });

  test.each([
    ['another recipient', { ...interpreter.listed, recipient: stranger.listed.recipient }],
    ['another key that signs', { ...interpreter.listed, verifyKey: stranger.listed.verifyKey }],
  ])('gives nothing where the server names %s', async (_name, named) => {
    const input = { channel: CHANNEL, report: await held(), interpreter: named, check: numberOf(interpreter) };
    expect(await calls.wrapForInterpreter(input)).toBe('other-keys');
  });

  test('gives nothing of a report that is about the unit of the interpreter', async () => {
    const report = await held({ about: { units: [['XC', 'Linguists', 'A']], readers: [] } });
    const input = { channel: CHANNEL, report, interpreter: interpreter.listed, check: numberOf(interpreter) };
    expect(await calls.wrapForInterpreter(input)).toBe('excluded');
  });
});

describe('notes on a report that an interpreter has (5e)', () => {
  const mark = interpreterChoice(7, interpreter.listed.verifyKey);
  /** The notes as a reader's browser opens them, or that of the interpreter. */
  async function opened(notes: [by: MadeReader, content: NoteContent][], as = readers[0]!) {
    const report = await held();
    const address = { channel: CHANNEL, report: report.report };
    const identity = await unwrapKey(address, decode(report.wrap), readers[0]!.keys.identity);
    // Every note is encrypted to the key of the report.
    const { recipient } = await publicOf({ ...readers[0]!.keys, identity });
    const wrap = encode(await wrapKey(address, identity, as.listed.recipient));
    const written = await Promise.all(
      notes.map(async ([by, content]) => {
        const id = randomUUID();
        const note = { id, reader: by.listed.number, content, recipient, signingKey: by.keys.signingKey };
        return { id, encrypted: encode((await encryptNote(address, note))!) };
      }),
    );
    const keys = new OpenKeys(() => 0);
    await keys.unlock({ channel: CHANNEL, locked: encode(await lockKeys(as.keys, 'test only')), passphrase: 'test only' });
    const answer = await new ReportOpening(keys).openThread({
      ...{ channel: CHANNEL, number: as.listed.number, asInterpreter: as === interpreter, list },
      ...{ report: { ...report, wrap }, thread: { messages: [], notes: written } },
    });
    if ('fault' in answer) throw new Error(answer.fault);
    return answer.notes;
  }
  const given: [MadeReader, NoteContent] = [readers[1]!, { kind: 'give-to-interpreter', choice: mark, text: '' }];
  const words: NoteContent = { kind: 'note', text: 'They sleep behind the depot.' };

  test('are believed of an interpreter whose key a reader noted, and shown as the interpreter’s', async () => {
    expect(await opened([[interpreter, words], given])).toEqual([
      { ...words, reader: 7, isInterpreter: true },
      { ...given[1], reader: 2, isInterpreter: false },
    ]);
  });

  test.each([
    ['an interpreter to whom nobody gave it', [[interpreter, words]]],
    ['a person under the number of the interpreter', [[{ ...stranger, listed: { ...stranger.listed, number: 7 } }, words], given]],
    ['an interpreter who notes more than words', [[interpreter, { kind: 'close', choice: 'junk', text: '' }], given]],
    [
      'a person whom an interpreter named',
      [
        [stranger, words],
        given,
        [interpreter, { kind: 'give-to-interpreter', choice: interpreterChoice(8, stranger.listed.verifyKey), text: '' }],
      ],
    ],
  ] as [string, [MadeReader, NoteContent][]][])('are not believed of %s', async (_name, notes) => {
    expect((await opened(notes))[0]).toBeNull();
  });

  test('are shown to the interpreter where they signed them', async () => {
    expect(await opened([[interpreter, words]], interpreter)).toEqual([{ ...words, reader: 7, isInterpreter: true }]);
  });
});
