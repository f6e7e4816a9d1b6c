import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import type { ProvisionState } from '../clauses/check/check-text.ts';
import { findingsOfContract, provided } from '../documents/document.store.ts';
import type { ContractRecord } from '../register/contract.store.ts';
import { findSet } from '../sets/set.store.ts';
import type { GapFacts } from './gap.rules.ts';
import { type OverrideFacts, overrideState } from './override.rules.ts';
import type { ReleaseFacts } from './release.rules.ts';
import type { Release, Releases } from './release.schema.ts';

type StoredOverride = OverrideFacts &
  Pick<z.infer<typeof Release>['overrides'][number], 'id' | 'option' | 'reason' | 'askedOn' | 'decidedOn' | 'note' | 'version'> & {
    contractId: string;
    partyId: string;
    askedByName: string;
    decidedByName: string | null;
  };

const OVERRIDE = sql`o.id, o.contract_id as "contractId", o.party_id as "partyId", o.option_number as option, o.reason, o.until::text,
  o.asked_on::text as "askedOn", o.asked_by as "askedBy", a.name as "askedByName", o.decision, o.decided_on::text as "decidedOn",
  b.name as "decidedByName", o.note, o.version`;
const OVERRIDES = sql`contractors.override o join identity.person a on a.id = o.asked_by left join identity.person b on b.id = o.decided_by`;

/** An override as pages show it, on a day. */
export const viewOverride = (
  { decision: _, partyId: __, contractId: ___, askedByName, decidedByName, ...one }: StoredOverride,
  state: OverrideView['state'],
) => ({
  ...{ ...one, state, askedBy: askedByName, decidedBy: decidedByName },
});
type OverrideView = z.infer<typeof Release>['overrides'][number];

/** The overrides of a contract, the newest first. */
export async function overridesOf(db: Database, contractId: string): Promise<StoredOverride[]> {
  return (
    await sql<StoredOverride>`select ${OVERRIDE} from ${OVERRIDES} where o.contract_id = ${contractId} order by o.asked_on desc, o.id desc`.execute(
      db,
    )
  ).rows;
}

/** An override that the reader may see. It is not locked: the policy of a change hides those that are decided, and its version is checked when it is written. */
export async function findOverride(db: Database, id: string): Promise<StoredOverride | undefined> {
  return (await sql<StoredOverride>`select ${OVERRIDE} from ${OVERRIDES} where o.id = ${id} `.execute(db)).rows[0];
}

/** The party of an override or of a modification, for permission checks; undefined where the reader may not see it. */
export async function partyOfOverride(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.override').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}
export async function partyOfModification(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.modification').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

type StoredModification = z.infer<typeof Release>['modifications'][number] & { contractId: string };
const MODIFICATION = sql`m.id, m.contract_id as "contractId", m.proposed_on::text as "proposedOn", p.name as "proposedBy", m.how, m.outcome,
  m.decided_on::text as "decidedOn", m.note, m.version`;
const MODIFICATIONS = sql`contractors.modification m join identity.person p on p.id = m.proposed_by`;

/** The modifications of a contract, the newest first. */
export async function modificationsOf(db: Database, contractId: string): Promise<StoredModification[]> {
  return (
    await sql<StoredModification>`select ${MODIFICATION} from ${MODIFICATIONS} where m.contract_id = ${contractId} order by m.id desc`.execute(
      db,
    )
  ).rows;
}

/** A modification that the reader may see, not locked for the same reason. */
export async function findModification(db: Database, id: string): Promise<StoredModification | undefined> {
  return (await sql<StoredModification>`select ${MODIFICATION} from ${MODIFICATIONS} where m.id = ${id}`.execute(db)).rows[0];
}

/** What the gap of a contract depends on. */
export async function findGap(db: Database, { id, state, coverage }: Pick<ContractRecord, 'id' | 'state' | 'coverage'>): Promise<GapFacts> {
  const [modifications, overrides] = await Promise.all([modificationsOf(db, id), overridesOf(db, id)]);
  return { state, coverage, ...gapOf(modifications, overrides) };
}

/** What modifications and overrides of a contract, the newest first, say of its gap. */
export const gapOf = (modifications: readonly StoredModification[], overrides: readonly StoredOverride[]) => ({
  outcome: modifications[0]?.outcome,
  overridden: overrides.some(({ decision }) => decision === 'granted'),
});

/** The options of a contract that were exercised, the newest first. */
export async function optionsOf(db: Database, contractId: string): Promise<z.infer<typeof Release>['options']> {
  return (
    await sql<
      z.infer<typeof Release>['options'][number]
    >`select number, exercised_on::text as "exercisedOn", ends_on::text as "endsOn", value::text
      from contractors.exercised_option where contract_id = ${contractId} order by exercised_on desc, id desc`.execute(db)
  ).rows;
}

type Lacking = z.infer<typeof Release>['lacking'];
export type Assessed = { facts: ReleaseFacts; provisions: number; lacking: Lacking; overrides: StoredOverride[] };

/** What the release of a contract depends on: provision by provision of its set, not by the count alone, and the overrides on a day. */
export async function assessRelease(db: Database, contract: ContractRecord, today: string): Promise<Assessed> {
  const [found, overrides, set] = await Promise.all([
    findingsOfContract(db, contract.id),
    overridesOf(db, contract.id),
    findSet(db, contract.partyId, contract.setId),
  ]);
  const all = provided(found);
  const owed = set?.provisions ?? [];
  const lacking = owed.flatMap(({ id, title }): Lacking => {
    const one = all.get(id);
    return one?.state === 'present' && one.confirmed ? [] : [{ id, title, state: (one?.state as ProvisionState | undefined) ?? null }];
  });
  return {
    facts: {
      // A set that nobody finds is carried by no contract.
      ...{ state: contract.state, coverage: contract.coverage, open: owed.length === 0 ? 1 : lacking.length },
      overrides: overrides.map((one) => ({ option: one.option, state: overrideState(one, today) })),
    },
    ...{ provisions: owed.length, lacking, overrides },
  };
}

// The newest outcome of a modification and the day of the last override that was granted, of a contract `c`.
const GAP_OF = sql`left join lateral (select m.outcome, m.proposed_on, m.decided_on from contractors.modification m where m.contract_id = c.id
    order by m.id desc limit 1) m on true
  left join lateral (select max(o.until) as until from contractors.override o where o.contract_id = c.id and o.decision = 'granted') o on true`;

type GapRow = Pick<z.infer<typeof Releases>['gaps'][number], 'contractId' | 'number' | 'contractor' | 'coverage' | 'since' | 'dueOn'> & {
  state: ContractRecord['state'];
  outcome: 'agreed' | 'refused' | null;
  proposedOn: string | null;
};

/** Running contracts that do not carry their set as far as is known, or that a person works on for it; those first whose day is first. */
export async function gapRows(db: Database, known: readonly string[], limit: number): Promise<{ count: number; rows: GapRow[] }> {
  const { rows } = await sql<
    GapRow & { count: number }
  >`select c.id as "contractId", c.number, c.contractor, c.coverage, c.state, m.outcome,
      m.proposed_on::text as "proposedOn", coalesce(m.decided_on, m.proposed_on)::text as since, o.until::text as "dueOn", (count(*) over ())::int as count
    from contractors.contract c ${GAP_OF}
    where c.state = 'awarded' and c.coverage <> 'present' and (c.coverage = any (${[...known]}) or m.proposed_on is not null or o.until is not null)
    order by o.until nulls last, c.number, c.id limit ${limit}`.execute(db);
  return { count: rows[0]?.count ?? 0, rows };
}

/** Overrides that the reader may see, those first that end last. */
export async function overrideRows(
  db: Database,
  limit: number,
): Promise<(StoredOverride & Pick<GapRow, 'number' | 'contractor' | 'coverage'>)[]> {
  return (
    await sql<StoredOverride & Pick<GapRow, 'number' | 'contractor' | 'coverage'>>`select ${OVERRIDE}, c.number, c.contractor, c.coverage
      from ${OVERRIDES} join contractors.contract c on c.id = o.contract_id order by o.until desc, o.id desc limit ${limit}`.execute(db)
  ).rows;
}

/** How many overrides the reader may see, by what was decided and whether their last day is over. */
export async function countOverrides(
  db: Database,
  today: string,
): Promise<{ decision: OverrideFacts['decision']; over: boolean; overrides: number }[]> {
  return (
    await sql<{
      decision: OverrideFacts['decision'];
      over: boolean;
      overrides: number;
    }>`select o.decision, o.until < ${today}::date as over,
      count(*)::int as overrides from contractors.override o group by 1, 2`.execute(db)
  ).rows;
}
