import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { FoundTask } from './contract-task.schema.ts';

type Row = { contractId: string; partyId: string; number: string; contractor: string; until: string };
type Asked = Row & { askedOn: string };
type At = { today: string; person: string };

const taskOf = (kind: 'decide-override' | 'close-gap', { contractId, partyId, number, contractor, until }: Row, today: string) => ({
  ...{ kind, partyId, names: [number, contractor], count: null, page: 'contract' as const, id: contractId },
  ...{ due: until, late: until < today, danger: false },
});

/**
 * Overrides that wait for this person: never their own. An award waits for the decision, so mail reminds on the morning after one was asked for too. `decides`: the
 * parties at which they decide; undefined: all.
 */
export async function overrideTasks(db: Database, decides: readonly string[] | undefined, { today, person }: At): Promise<FoundTask[]> {
  const ofParty = decides === undefined ? sql`true` : sql`o.party_id = ${anyOf(decides)}`;
  const { rows } = await sql<Asked>`select o.contract_id as "contractId", o.party_id as "partyId", c.number, c.contractor, o.until::text,
      o.asked_on::text as "askedOn"
    from contractors.override o join contractors.contract c on c.id = o.contract_id
    where ${ofParty} and o.decision is null and o.until >= ${today}::date and o.asked_by <> ${person}
    order by o.until, o.id`.execute(db);
  return rows.map((row) => ({ ...taskOf('decide-override', row, today), days: [row.askedOn, row.until] }));
}

/** Running contracts that were released under an override and still lack provisions of their set: due on the day on which the last override ends. */
export async function gapTasks(db: Database, keeps: readonly string[] | undefined, today: string): Promise<FoundTask[]> {
  const ofParty = keeps === undefined ? sql`true` : sql`c.party_id = ${anyOf(keeps)}`;
  const { rows } = await sql<Row>`select c.id as "contractId", c.party_id as "partyId", c.number, c.contractor, max(o.until)::text as until
    from contractors.override o join contractors.contract c on c.id = o.contract_id
    where ${ofParty} and o.decision = 'granted' and c.state = 'awarded' and c.coverage <> 'present'
    group by c.id order by max(o.until), c.id`.execute(db);
  return rows.map((row) => taskOf('close-gap', row, today));
}
