import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { transitionOf } from '#kernel/machine.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import {
  decideViolation,
  VIOLATION_MACHINE,
  type ViolationAction,
  type ViolationFacts,
  type ViolationState,
} from '../violations/violation.rules.ts';
import type { ContractTask } from './contract-task.schema.ts';

type Row = ViolationFacts & { id: string; partyId: string; contract: string; title: string; dueOn: string | null };

/** The states in which nothing is left to do: the table has no action from them. */
const FINAL = VIOLATION_MACHINE.states.filter((state) => stepsFrom(state).length === 0);

function stepsFrom(state: ViolationState): ViolationAction[] {
  const actions = Object.keys(VIOLATION_MACHINE.actions) as ViolationAction[];
  return actions.filter((action) => transitionOf<ViolationState, ViolationAction>(VIOLATION_MACHINE, state, action) !== undefined);
}

/**
 * The violations that a person can take a step further now. An order to abate can be given at any time, so it alone makes no task; while the reply of the firm
 * is awaited, its day is shown. `works`: the parties at which the person works on violations; undefined: all.
 */
export async function violationTasks(
  db: Database,
  works: readonly string[] | undefined,
  { now, person }: { now: Date; person: string },
): Promise<ContractTask[]> {
  const ofParty = works === undefined ? sql`true` : sql`v.party_id = ${anyOf(works)}`;
  const { rows } = await sql<Row>`select v.id, v.party_id as "partyId", c.number as contract, v.title, v.state, v.danger,
    v.due_on::text as "dueOn", v.reply_until::text as "replyBy", v.replied_on::text as "repliedOn", v.determined_by as "determinedBy"
    from contractors.violation v join contractors.contract c on c.id = v.contract_id
    where ${ofParty} and v.state <> all (${[...FINAL]}) order by v.due_on nulls last, v.id`.execute(db);
  const today = dayOf(now);
  const isOpen = (row: Row) =>
    stepsFrom(row.state).some((action) => action !== 'order-abatement' && decideViolation(row, action, { today, person }).accepted);
  return rows.filter(isOpen).map(({ id, partyId, contract, title, danger, dueOn }) => ({
    ...{ kind: 'violation', partyId, names: [title, contract], count: null, page: 'violation', id },
    ...{ due: dueOn, late: dueOn !== null && dueOn < today, danger },
  }));
}
