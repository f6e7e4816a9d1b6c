import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { FoundTask } from './contract-task.schema.ts';

type Row = { contractId: string; partyId: string; number: string; firms: string[]; on: string };

/**
 * Questions that firms did not answer by their day, one task for each contract that is not over, of firms that did not leave it, and not of an earlier contractor. Until that day the firm is asked,
 * and its contracting officer waits. `keeps`: the parties at which the person keeps contracts; undefined: all.
 */
export async function questionTasks(db: Database, keeps: readonly string[] | undefined, today: string): Promise<FoundTask[]> {
  const ofParty = keeps === undefined ? sql`true` : sql`q.party_id = ${anyOf(keeps)}`;
  const { rows } = await sql<Row>`select c.id as "contractId", c.party_id as "partyId", c.number,
    array_agg(distinct coalesce(m.name, c.contractor)) as firms, min(q.due_on)::text as on
    from contractors.firm_question q join contractors.contract c on c.id = q.contract_id left join contractors.member m on m.id = q.member_id
    where ${ofParty} and q.due_on < ${today} and c.state <> 'ended' and m.left_on is null
      and (q.member_id is not null or c.contractor_since is null or q.asked_at >= c.contractor_since)
      and not exists (select from contractors.firm_message k where k.question_id = q.id and k.firm_id = q.firm_id)
    group by c.id`.execute(db);
  return rows.map(({ contractId, partyId, number, firms, on }) => ({
    ...{ kind: 'unanswered' as const, partyId, names: [firms.join(', '), number], count: null },
    ...{ page: 'firms' as const, id: contractId, due: on, late: true, danger: false },
  }));
}
