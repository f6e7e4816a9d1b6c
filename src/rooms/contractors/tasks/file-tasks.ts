import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { ALIKE } from '../documents/open-findings.query.ts';
import type { FoundTask } from './contract-task.schema.ts';

type Waiting = { partyId: string; dropId: string | null; alike: boolean | null; count: number };
const UNDATED = { due: null, late: false, danger: false } as const;

/**
 * Files that wait for a contract, and passages that wait for a person: those of the queue, and, for each drop, those that read exactly like the set. `keeps`:
 * the parties at which the person decides; undefined: all.
 */
export async function fileTasks(db: Database, keeps: readonly string[] | undefined): Promise<FoundTask[]> {
  const of = (party: ReturnType<typeof sql>) => (keeps === undefined ? sql`true` : sql`${party} = ${anyOf(keeps)}`);
  const [files, passages] = await Promise.all([
    sql<Waiting>`select d.party_id as "partyId", d.drop_id as "dropId", null::boolean as alike, count(*)::int as count
      from contractors.document d where ${of(sql`d.party_id`)} and d.contract_id is null and d.general is null group by d.party_id, d.drop_id`.execute(
      db,
    ),
    sql<Waiting>`select f.party_id as "partyId", case when ${ALIKE} then d.drop_id end as "dropId", ${ALIKE} as alike, count(*)::int as count
      from contractors.finding f join contractors.document d on d.id = f.document_id
      join contractors.contract c on c.id = d.contract_id and c.set_id = f.set_id
      where ${of(sql`f.party_id`)} and f.decided is null and (f.alike or f.quote is not null) group by 1, 2, 3`.execute(db),
  ]);
  return [
    ...files.rows.map(({ partyId, dropId, count }) => ({
      ...{ kind: 'place-files' as const, partyId, names: [], count, page: 'files' as const, id: dropId },
      ...UNDATED,
    })),
    ...passages.rows.map(({ partyId, dropId, alike, count }) => ({
      ...{ kind: alike ? ('confirm-alike' as const) : ('confirm-passages' as const), partyId, names: [], count },
      ...{ page: alike ? ('files' as const) : ('queue' as const), id: dropId },
      ...UNDATED,
    })),
  ];
}
