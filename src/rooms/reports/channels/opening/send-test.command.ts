import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { findChannel, findChannelParty } from '../channel.store.ts';
import { SendTest, SentTest } from './opening.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

const bytes = (base64: string) => Buffer.from(base64, 'base64');

/** Stores a test report (5e, A1.5): encrypted on the page of those who keep the channel, to every reader of the newest list. Readers prove that they can open it. */
export const sendTest = defineCommand({
  name: 'reports/send-test',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: SendTest,
  answer: SentTest,
  party: ({ channelId }, db) => findChannelParty(db, channelId),
  async run({ db, write, subject, now }, { channelId, report, manifest, body, wraps, answerHash }) {
    const channel = await findChannel(db, channelId);
    if (channel === undefined) throw new AppError('platform/not-found');
    const sentOn = dayOf(now);
    const list = channel.manifest;
    if (channel.state === 'closed') throw new AppError('reports/not-in-this-state');
    if (list === null || list.number !== manifest || list.validUntil < sentOn) throw new AppError('reports/list-out-of-date');
    const [listed, wrapped] = [list.readers.toSorted(byNumber), wraps.map(({ reader }) => reader).toSorted(byNumber)];
    if (listed.join() !== wrapped.join()) throw new AppError('reports/reader-not-listed');
    write(
      db.insertInto('reports.test_report').values({
        id: report,
        channel_id: channelId,
        manifest_number: manifest,
        body: bytes(body),
        answer_hash: bytes(answerHash),
        sent_on: sentOn,
        sent_by: subject.person,
      }),
    );
    write(
      db.insertInto('reports.test_wrap').values(
        wraps.map((wrap) => ({
          report_id: report,
          channel_id: channelId,
          reader_number: wrap.reader,
          bytes: bytes(wrap.bytes),
        })),
      ),
    );
    return {
      answer: { sentOn },
      entry: { subjectKind: 'channel', subjectId: channelId, partyId: channel.partyId, detail: { test: report, manifest } },
    };
  },
});

const byNumber = (one: number, other: number) => one - other;
