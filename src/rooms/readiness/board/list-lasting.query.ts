import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { GetBoard, LastingUnits } from './board.schema.ts';
import { here, within } from './board.store.ts';
import { boardDay } from './board-day.ts';
import '../permissions.ts';

/**
 * Until when each unit stays at the target if no further training takes place: the day on which the last person it can spare is no longer ready. Separate from
 * the board, which must answer at once.
 */
export const listLasting = defineQuery({
  name: 'training/list-lasting',
  permission: 'training:see',
  input: z.strictObject(GetBoard.shape),
  answer: LastingUnits,
  party: ({ scopeId }) => scopeId,
  protects: { kind: 'roster', id: ({ scopeId }) => scopeId },
  async run({ db, now }, { scopeId, day: requested }) {
    const day = boardDay(requested, now);
    const [scope] = (await readRegister(db, { ids: [scopeId] })).parties;
    if (scope === undefined) throw new AppError('platform/not-found');
    const target = Number(currentEdition().parameter('training-target', now).value);
    const { rows } = await sql<{ partyId: string; unitId: string | null; until: string | null }>`
      select "partyId", "unitId", case when until = 'infinity' then null else until::text end as until from (
        select t.party_id as "partyId", t.unit_id as "unitId", t.ready_until as until, count(*) over unit as persons,
          row_number() over (unit order by t.ready_until desc nulls last) as place
        from training.trainee t where ${within(scope, 't')} and ${here('t', day)} window unit as (partition by t.party_id, t.unit_id)) r
      where place = (persons * ${target}::int + 99) / 100 and until >= ${day}::date`.execute(db);
    return { units: rows.map(({ partyId, unitId, until }) => ({ partyId, unitId, until })) };
  },
});
