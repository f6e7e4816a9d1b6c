import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { decideShifts } from './roster.rules.ts';
import { SetRoster, SetRosterAnswer } from './roster.schema.ts';
import { findRoster } from './roster.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Sets the duty roster of a channel (5e, A1.5): which reader is notified first of a report of danger, in local time. Earlier rosters stay recorded. */
export const setRoster = defineCommand({
  name: 'reports/set-roster',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: SetRoster,
  answer: SetRosterAnswer,
  party: async ({ channelId }, db) => (await findRoster(db, channelId))?.partyId,
  async run({ db, write, subject, now }, { channelId, version, zone, shifts }) {
    const found = await findRoster(db, channelId);
    if (found === undefined) throw new AppError('platform/not-found');
    if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
    const decision = decideShifts(
      shifts,
      found.readers.map(({ number }) => number),
    );
    if (!decision.accepted) throw new AppError(decision.code, decision.details);
    const roster_number = version + 1;
    write(
      db
        .insertInto('reports.roster')
        .values({ channel_id: channelId, number: roster_number, zone, recorded_at: now, recorded_by: subject.person }),
    );
    for (const [at, { reader, days, starts, ends }] of shifts.entries())
      write(
        db
          .insertInto('reports.shift')
          .values({ channel_id: channelId, roster_number, place: at + 1, reader_number: reader, days, starts, ends }),
      );
    return {
      answer: { version: roster_number },
      entry: {
        subjectKind: 'channel',
        subjectId: channelId,
        partyId: found.partyId,
        detail: { roster: roster_number, zone, shifts },
      },
    };
  },
});
