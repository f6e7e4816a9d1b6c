import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { defineQuery } from '#platform/query.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { measureShares } from './measure-shares.ts';
import '../permissions.ts';

/** The parties whose shares must be measured again; with `all`, every party with people on a roster, because training ends as days pass. The installation asks. */
export const listWaitingShares = defineQuery({
  name: 'training/list-waiting-shares',
  permission: 'training:manage-roster',
  input: z.strictObject({ all: z.boolean() }),
  answer: z.object({ partyIds: z.array(z.string()) }),
  async run({ db }, { all }) {
    const { rows } = await sql<{ id: string }>`select party_id as id from training.share_waiting
      ${all ? sql`union select party_id from training.trainee where left_at is null` : sql`group by 1`} order by 1`.execute(db);
    return { partyIds: rows.map(({ id }) => id) };
  },
});

/** Measures the shares of a party whose records changed, automatically. The installation runs it within a minute of the change. */
export const measureWaiting = defineCommand({
  name: 'training/measure-waiting',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()) }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId }) {
    const { db, write } = context;
    // Rows that arrive while the party is counted stay for the next round.
    const { rows } = await sql<{ id: string }>`select id from training.share_waiting where party_id = ${partyId}`.execute(db);
    const deletion = sql`delete from training.share_waiting where id = any (${rows.map(({ id }) => id)}::bigint[])`;
    const [party] = (await readRegister(db, { ids: [partyId] })).parties;
    if (party === undefined) throw new AppError('platform/not-found');
    const { items, ...counted } = await measureShares(context, party);
    write(deletion);
    return {
      answer: { items },
      entry: { subjectKind: 'roster', subjectId: partyId, partyId, evidenceKind: 'EV-TRN', detail: { ...counted, items } },
    };
  },
});
