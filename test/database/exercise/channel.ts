import { expect } from 'vitest';
import { emailOf } from '#app/exercise/cast.ts';
import { CHANNEL_KEY, CHANNEL_SLUG, CODES, READERS } from '#app/exercise/reports/readers.ts';
import { REPORTS } from '#app/exercise/reports/scenario-reports.ts';
import { stoppedClock } from '#kernel/clock.ts';
import { PUBLICATION, publishIfDue } from '#platform/ledger/publish-log.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { decode, encode } from '#rooms/reports/crypto/bytes.ts';
import { publicChannelKey, unlockChannelKey } from '#rooms/reports/crypto/channel-key.ts';
import { mailboxOf } from '#rooms/reports/crypto/code.ts';
import { openLetter } from '#rooms/reports/crypto/report.ts';
import { openThread } from '#rooms/reports/crypto/thread.ts';
import { getDeskKeys } from '#rooms/reports/desk/get-desk-keys.query.ts';
import { getInbox } from '#rooms/reports/desk/get-inbox.query.ts';
import { getReport } from '#rooms/reports/desk/get-report.query.ts';
import { listOwnDesksQuery } from '#rooms/reports/desk/list-own-desks.query.ts';
import { closeReports } from '#rooms/reports/index.ts';
import { getMessage } from '#rooms/reports/intake/get-message.query.ts';
import { getPublicChannel } from '#rooms/reports/intake/get-public-channel.query.ts';
import { openMailbox } from '#rooms/reports/intake/open-mailbox.query.ts';
import { verifyKeyOfReader } from '#rooms/reports/manifest/manifest.ts';
import { getProof } from '#rooms/reports/proof/get-proof.query.ts';
import { checkedList } from '#rooms/reports/reporter/browser/checked-list.ts';
import { readKeyFile } from '#rooms/reports/ui/channels/keys/key-file.ts';
import { readList } from '#rooms/reports/ui/worker/list.ts';
import { OpenKeys } from '#rooms/reports/ui/worker/open-keys.ts';
import { ReportOpening } from '#rooms/reports/ui/worker/opening.ts';
import type { TestBed } from '../harness.ts';

const at = ({ platform }: TestBed, today: string, hour = '12'): Platform => ({
  ...platform,
  clock: stoppedClock(`${today}T${hour}:00:00Z`),
});

/** Opens each report of the exercise as its readers do at the desk, with the passphrases that the program shows. */
export async function expectReadersOpenReports(bed: TestBed, today: string, enter: (key: string) => Promise<string>): Promise<void> {
  const platform = at(bed, today);
  for (const { key, passphrase, nation } of READERS) {
    const token = await enter(key);
    const { desks } = await runQuery(platform, listOwnDesksQuery, { token, input: {} });
    expect([emailOf({ key }), desks.length, desks[0]?.listed]).toEqual([emailOf({ key }), 1, true]);
    const channel = desks[0]!.channelId;
    const { number, locked, keys: list, manifest } = await runQuery(platform, getDeskKeys, { token, input: { channelId: channel } });
    const keys = new OpenKeys();
    expect(await keys.unlock({ channel, locked, passphrase })).toBe('unlocked');
    const opening = new ReportOpening(keys);
    const read: { text: string; state: string }[] = [];
    for (const show of ['open', 'closed'] as const) {
      const { items } = await runQuery(platform, getInbox, { token, input: { channelId: channel, show } });
      for (const { id } of items) {
        const { ciphertext, messages, notes, state } = await runQuery(platform, getReport, { token, input: { reportId: id } });
        const report = { report: id, ...ciphertext };
        const opened = await opening.openThread({
          channel,
          number,
          report,
          thread: { messages, notes },
          list: { ...list, manifest: manifest!.signed },
        });
        if ('fault' in opened) throw new Error(opened.fault);
        expect(opened).toMatchObject({ faults: [], listChecked: true, mayWrite: true });
        expect(opened.notes).not.toContain(null);
        expect(opened.messages).toHaveLength(messages.length);
        read.push({ text: opened.text, state });
      }
    }
    const theirs = REPORTS.filter(({ leavesOut }) => leavesOut?.[0] !== nation).map(({ text }) => text);
    expect(read.map(({ text }) => text).sort()).toEqual(theirs.toSorted());
    const states = Object.entries(Object.groupBy(read, ({ state }) => state)).map(([state, its]) => `${state} ${its!.length}`);
    const received = REPORTS.filter(({ steps, leavesOut }) => steps.length === 0 && leavesOut?.[0] !== nation).length;
    expect(states.sort()).toEqual(['closed 2', 'passed-on 2', `received ${received}`, 'reopened 1', 'triaged 2']);
  }
}

/** Opens both shown codes as the page "I have a code" does. */
export async function expectCodesOpenAnswers(bed: TestBed, today: string): Promise<void> {
  const platform = at(bed, today);
  const channel = await runQuery(platform, getPublicChannel, { token: null, input: { channel: CHANNEL_SLUG } });
  const list = readList(channel.channel, { ...channel.keys, manifest: channel.manifest!.signed })!;
  const open = async (code: string) => {
    const keys = mailboxOf(code);
    const mailbox = encode(keys.id);
    const { found } = await runQuery(platform, openMailbox, { token: null, input: { mailbox } });
    const address = { channel: channel.channel, report: found!.report };
    const letter = await openLetter(address, decode(found!.letter), keys);
    const stored = await Promise.all(
      found!.messages.map(async ({ direction, place }) => {
        const { encrypted } = await runQuery(platform, getMessage, { token: null, input: { mailbox, direction, place } });
        return { direction, place, encrypted: decode(encrypted!) };
      }),
    );
    return openThread({ ...address, body: letter.body }, stored, {
      ...{ identity: keys.identity, reads: ['to-reporter'] },
      keyOf: (reader) => (reader === null ? undefined : verifyKeyOfReader(list, reader)),
    });
  };
  expect(await open(CODES.waiting)).toEqual({ messages: [], faults: [] });
  const { messages, faults } = await open(CODES.answered);
  expect(faults).toEqual([]);
  expect(messages.map(({ content }) => content.phrase ?? content.state)).toEqual([
    ...['are-you-safe', 'being-looked-at', 'may-pass-on-helper', 'passed-on'],
  ]);
}

const files = new Map<string, string>();
/** Keeps the files of the exercise that was made last. */
export const keepFile = (name: string, text: string): void => void files.set(name, text);

/** Publishes the log as the first start does, and checks the list of readers as the browser of a reporter does before anybody writes. Its key opens from its file. */
export async function expectListIsProven(bed: TestBed, today: string): Promise<void> {
  const platform = at(bed, today, '04');
  await publishIfDue(platform, PUBLICATION, closeReports());
  const { channel } = await runQuery(platform, getPublicChannel, { token: null, input: { channel: CHANNEL_SLUG } });
  const proof = await runQuery(platform, getProof, { token: null, input: { channel: CHANNEL_SLUG } });
  const asked = { channel, proof, fingerprint: null, isKept: false, today, now: platform.clock().getTime() };
  const proven = await checkedList(asked, { log: null, witnesses: [], quorum: 0 });
  if (typeof proven === 'string') throw new Error(proven);
  expect(proven.manifest.readers.map(({ nation }) => nation)).toEqual(READERS.map(({ nation }) => nation));
  const signingKey = await unlockChannelKey(decode(readKeyFile('channel-key', files.get(CHANNEL_KEY.file)!)!), CHANNEL_KEY.passphrase);
  expect(publicChannelKey(signingKey!)).toBe(encode(proven.key));
}
