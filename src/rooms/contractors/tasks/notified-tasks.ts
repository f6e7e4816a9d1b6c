import { sql } from 'kysely';
import type { z } from 'zod';
import type { Locale } from '#kernel/languages.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { NotifiedBySet } from '../sets/titles.schema.ts';
import { INFORM } from '../violations/violation-notified.rules.ts';
import type { FoundTask } from './contract-task.schema.ts';

type Row = {
  id: string;
  partyId: string;
  contract: string;
  title: string;
  danger: boolean;
  on: string;
  left: z.infer<typeof NotifiedBySet>[];
};

/**
 * The violations of which not all whom the clause set names were informed yet, in whatever state: due on the day on which they were recorded, as notifications go
 * at once. `parties`: those whose violations the person manages; undefined: all.
 */
export async function notifiedTasks(
  db: Database,
  parties: readonly string[] | undefined,
  { today, locale }: { today: string; locale: Locale },
): Promise<FoundTask[]> {
  const ofParty = parties === undefined ? sql`true` : sql`v.party_id = ${anyOf(parties)}`;
  const { rows } = await sql<Row>`select v.id, v.party_id as "partyId", c.number as contract, v.title, v.danger,
    (v.recorded_at at time zone 'UTC')::date::text as on, jsonb_agg(n.one order by n.at) as left
    from contractors.violation v join contractors.contract c on c.id = v.contract_id cross join jsonb_array_elements(v.notify) with ordinality n (one, at)
    where ${ofParty} and not exists (select from contractors.violation_step s
      where s.violation_id = v.id and s.action = ${INFORM} and s.detail ->> 'to' = n.one ->> 'id')
    group by v.id, c.number order by v.recorded_at, v.id`.execute(db);
  return rows.map(({ id, partyId, contract, title, danger, on, left }) => ({
    ...{ kind: 'inform-notified', partyId, count: null, page: 'violation', id, due: on, late: on < today, danger },
    names: [left.map((one) => one.title[locale] ?? one.title.en).join(', '), title, contract],
  }));
}
