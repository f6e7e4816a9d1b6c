import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { MeasureAction, MeasureState, PlanMeasure, PlanState } from './plan.rules.ts';

export type PlanRecord = {
  id: string;
  editionId: string;
  partyId: string;
  title: string;
  document: string;
  adoptedOn: string;
  from: string;
  to: string | null;
  state: PlanState;
  endReason: string | null;
  evidenceId: string | null;
  crosswalkEvidenceId: string | null;
  version: number;
  level: number;
  releasableTo: string[] | null;
};
const PLAN = sql`n.id, n.edition_id as "editionId", n.party_id as "partyId", n.title, n.document, n.adopted_on::text as "adoptedOn", n.from_day::text as "from",
  n.to_day::text as "to", n.state, n.end_reason as "endReason", n.evidence_id as "evidenceId", n.crosswalk_evidence_id as "crosswalkEvidenceId", n.version, n.label_level as level, n.releasable_to as "releasableTo"`;

export type MeasureRecord = PlanMeasure & {
  id: string;
  planId: string;
  text: string;
  owner: string;
  chapter: string | null;
  version: number;
};
const MEASURE = sql`m.id, m.plan_id as "planId", m.clause_id as "clauseId", m.text, m.owner, m.chapter, m.due_on::text as "dueOn", m.state, m.version`;

/** The plans of a nation that the reader may see: current ones first, then the newest, with the person who recorded each. */
export async function plansOf(db: Database, partyId: string): Promise<(PlanRecord & { by: string })[]> {
  const { rows } = await sql<PlanRecord & { by: string }>`select ${PLAN}, p.name as by from nations.plan n
    join identity.person p on p.id = n.recorded_by where n.party_id = ${partyId} order by n.state, n.adopted_on desc, n.id desc`.execute(
    db,
  );
  return rows;
}

/** A plan, locked until the command ends. */
export async function lockPlan(db: Database, id: string): Promise<PlanRecord | undefined> {
  return (await sql<PlanRecord>`select ${PLAN} from nations.plan n where n.id = ${id} for update`.execute(db)).rows[0];
}

/** The nation of a plan, for permission checks; undefined where the reader may not see it. */
export async function partyOfPlan(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('nations.plan').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** The nation of a measure, for permission checks; undefined where the reader may not see it. */
export async function partyOfMeasure(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('nations.measure').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** The measures of these plans, in the order in which they were recorded. */
export async function measuresOf(db: Database, planIds: readonly string[]): Promise<MeasureRecord[]> {
  const { rows } =
    await sql<MeasureRecord>`select ${MEASURE} from nations.measure m where m.plan_id = any (${[...planIds]}::uuid[]) order by m.recorded_at, m.id`.execute(
      db,
    );
  return rows;
}

/** A measure with its plan and the date of its last entry, both locked until the command ends. */
export async function lockMeasure(
  db: Database,
  id: string,
): Promise<{ plan: PlanRecord; measure: MeasureRecord; lastOn: string | null } | undefined> {
  const planId = (await db.selectFrom('nations.measure').select('plan_id').where('id', '=', id).executeTakeFirst())?.plan_id;
  const plan = planId === undefined ? undefined : await lockPlan(db, planId);
  if (plan === undefined) return undefined;
  const { rows } = await sql<MeasureRecord & { lastOn: string | null }>`select ${MEASURE},
    (select max(e.on_day)::text from nations.measure_progress e where e.measure_id = m.id) as "lastOn" from nations.measure m where m.id = ${id}`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { lastOn, ...measure } = row;
  return { plan, measure, lastOn };
}

export type ProgressRecord = {
  id: string;
  measureId: string;
  action: MeasureAction;
  on: string;
  note: string | null;
  dueOn: string | null;
  by: string;
};

/** The entries of progress of these plans, the oldest first. */
export async function progressOf(db: Database, planIds: readonly string[]): Promise<ProgressRecord[]> {
  const { rows } =
    await sql<ProgressRecord>`select e.id, e.measure_id as "measureId", e.action, e.on_day::text as "on", e.note, e.due_on::text as "dueOn", p.name as by
    from nations.measure_progress e join identity.person p on p.id = e.recorded_by where e.plan_id = any (${[...planIds]}::uuid[])
    order by e.recorded_at, e.id`.execute(db);
  return rows;
}

/** Updates a plan at the version its caller has read. */
export function movePlan(
  db: Database,
  { id, version }: Pick<PlanRecord, 'id' | 'version'>,
  to: { state?: PlanState; endReason?: string; evidenceId?: string | null; crosswalkEvidenceId?: string | null },
) {
  return db
    .updateTable('nations.plan')
    .set({
      version: version + 1,
      ...(to.state !== undefined && { state: to.state }),
      ...(to.endReason !== undefined && { end_reason: to.endReason }),
      ...(to.evidenceId !== undefined && { evidence_id: to.evidenceId }),
      ...(to.crosswalkEvidenceId !== undefined && { crosswalk_evidence_id: to.crosswalkEvidenceId }),
    })
    .where('id', '=', id)
    .where('version', '=', version);
}

/** Updates a measure at the version its caller has read. */
export function moveMeasure(
  db: Database,
  { id, version }: Pick<MeasureRecord, 'id' | 'version'>,
  to: { state: MeasureState; dueOn: string | null },
) {
  return db
    .updateTable('nations.measure')
    .set({ version: version + 1, state: to.state, due_on: to.dueOn })
    .where('id', '=', id)
    .where('version', '=', version);
}

/** Open measures of current plans that this reader may see and whose due date is before this day, the nearest first. */
export async function overdueMeasures(db: Database, day: string) {
  const { rows } = await sql<{
    id: string;
    partyId: string;
    text: string;
    owner: string;
    dueOn: string;
    level: number;
    releasableTo: string[] | null;
  }>`select m.id, m.party_id as "partyId", m.text, m.owner, m.due_on::text as "dueOn", m.label_level as level, m.releasable_to as "releasableTo"
    from nations.measure m join nations.plan n on n.id = m.plan_id and n.state = 'current'
    where m.state in ('not-started', 'in-progress') and m.due_on < ${day}::date order by m.due_on, m.id`.execute(db);
  return rows;
}
