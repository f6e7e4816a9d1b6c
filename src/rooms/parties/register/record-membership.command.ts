import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { FactDate } from '../party.schema.ts';
import { readRegister } from '../party.store.ts';
import { firstDay, lastDay } from '../party-status.rules.ts';
import '../errors.ts';
import '../permissions.ts';

export const RecordMembership = z.strictObject({
  partyId: z.uuid(),
  /** As exactly as the source: a year, a month or a day. */
  from: FactDate,
  to: FactDate.nullable().default(null),
  source: z.string().trim().min(1).max(2000),
  /** The membership that this one corrects, such as a day where only the year was known; null for a new one. */
  replaces: z.uuid().nullable().default(null),
});

/** Records since when a nation is an Ally, or until when it was one. A more exact date supersedes the one before, which is kept. */
export const recordMembership = defineCommand({
  name: 'parties/record-membership',
  permission: 'parties:register',
  operational: 'register',
  input: RecordMembership,
  answer: z.object({ membershipId: z.string() }),
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId }, input) {
    const [party] = (await readRegister(db, { ids: [input.partyId] })).parties;
    if (party === undefined) throw new AppError('platform/not-found');
    if (party.kind !== 'nation') throw new AppError('parties/not-a-nation');
    if (input.to !== null && lastDay(input.to) < firstDay(input.from)) throw new AppError('parties/ends-before-start');
    const others = party.memberships.filter((one) => one.id !== input.replaces);
    if (input.replaces !== null && others.length === party.memberships.length) throw new AppError('parties/membership-replaced');
    if (others.some((one) => one.to === null)) throw new AppError('parties/already-recorded');
    const membershipId = newId();
    write(
      db.insertInto('parties.membership').values({
        id: membershipId,
        party_id: input.partyId,
        from_date: input.from,
        to_date: input.to,
        source: input.source,
        replaces: input.replaces,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { membershipId },
      entry: {
        subjectKind: 'membership',
        subjectId: membershipId,
        partyId: input.partyId,
        detail: { from: input.from, to: input.to, source: input.source, replaces: input.replaces },
      },
    };
  },
});
