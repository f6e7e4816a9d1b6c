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
import type { FoundTask } from './contract-task.schema.ts';

type Row = ViolationFacts & { reported: boolean; id: string; partyId: string; contract: string; title: string; dueOn: string | null };

/** The states in which nothing is left to do: the table has no action from them that makes a task. */
const FINAL = VIOLATION_MACHINE.states.filter((state) => stepsFrom(state).every((action) => makesNoTask(action, { replied: true })));

function stepsFrom(state: ViolationState): ViolationAction[] {
  const actions = Object.keys(VIOLATION_MACHINE.actions) as ViolationAction[];
  return actions.filter((action) => transitionOf<ViolationState, ViolationAction>(VIOLATION_MACHINE, state, action) !== undefined);
}

/** Whether an action can be done at any time, so that it alone makes no task. Once the firm replied, or its time ran out, a further reply is one of them. */
function makesNoTask(action: ViolationAction, { replied }: { replied: boolean }): boolean {
  return (
    action === 'order-abatement' || action === 'confirm-abatement' || action === 'mark-danger' || (action === 'record-reply' && replied)
  );
}

/** Whose violations a person works on: the parties at which they decide the next step, and those at which they investigate; undefined: all. */
type Works = { readonly manages: readonly string[] | undefined; readonly investigates: readonly string[] | undefined };

/**
 * The violations that a person can take a step further now. An order to abate, its end, a mark of danger and a further reply make no task alone; while the reply
 * of the firm is awaited, its day is shown. Who only investigates has a task until the investigation is reported: then others go on.
 */
export async function violationTasks(
  db: Database,
  { manages, investigates }: Works,
  { now, person }: { now: Date; person: string },
): Promise<FoundTask[]> {
  const all = manages === undefined || investigates === undefined;
  const ofParty = all ? sql`true` : sql`v.party_id = ${anyOf([...manages, ...investigates])}`;
  const { rows } = await sql<Row>`select v.id, v.party_id as "partyId", c.number as contract, v.title, v.state, v.danger,
    v.due_on::text as "dueOn", v.abate_until::text as "abateBy", v.abated_on::text as "abatedOn", v.reply_until::text as "replyBy", v.replied_on::text as "repliedOn", v.determined_by as "determinedBy",
    exists (select from contractors.violation_step s where s.violation_id = v.id and s.action = 'report-investigation') as reported
    from contractors.violation v join contractors.contract c on c.id = v.contract_id
    where ${ofParty} and v.state <> all (${[...FINAL]}) order by v.due_on nulls last, v.id`.execute(db);
  const today = dayOf(now);
  const isTheirs = (row: Row, action: ViolationAction) =>
    !makesNoTask(action, { replied: row.repliedOn !== null }) &&
    (all || manages.includes(row.partyId)
      ? true
      : VIOLATION_MACHINE.actions[action].permission === 'contractors:investigate' && !row.reported);
  const isOpen = (row: Row) =>
    stepsFrom(row.state).some((action) => isTheirs(row, action) && decideViolation(row, action, { today, person }).accepted);
  return rows.filter(isOpen).map(({ id, partyId, contract, title, danger, dueOn }) => ({
    ...{ kind: 'violation', partyId, names: [title, contract], count: null, page: 'violation', id },
    ...{ due: dueOn, late: dueOn !== null && dueOn < today, danger },
  }));
}
