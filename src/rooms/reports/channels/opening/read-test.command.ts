import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { channelOwners } from '../channel.store.ts';
import { ReadTest } from './opening.schema.ts';
import { findOwnTest } from './opening.store.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** A reader proves to have opened the test report, by the random bytes inside it (5e). */
export const readTest = defineCommand({
  name: 'reports/read-test',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  input: ReadTest,
  answer: z.object({ readOn: Day }),
  party: async ({ channelId }, db) => ((await channelOwners(db, channelId)).length > 0 ? null : undefined),
  async run({ db, subject, now }, { channelId, reportId, answer }) {
    if ((await findOwnTest(db, channelId, subject.person))?.report !== reportId) throw new AppError('platform/not-found');
    const today = dayOf(now);
    const { rows } = await sql<{ read: boolean }>`
      select reports.read_test(${reportId}, ${Buffer.from(answer, 'base64')}, ${today}) as read`.execute(db);
    if (!rows[0]!.read) throw new AppError('reports/test-not-opened');
    return {
      answer: { readOn: today },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: (await channelOwners(db, channelId))[0] ?? null,
        detail: { test: reportId, read: true },
      },
    };
  },
});
