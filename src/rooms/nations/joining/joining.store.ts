import { sql } from 'kysely';
import type { Label } from '#kernel/labels.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { JoiningChoice } from './joining.rules.ts';

export type JoiningRecord = {
  contributionId: string;
  editionId: string;
  transferOn: string | null;
  completeAt: Date | null;
  version: number;
  level: number;
  releasableTo: string[] | null;
};
const JOINING = sql`contribution_id as "contributionId", edition_id as "editionId", transfer_on::text as "transferOn", complete_at as "completeAt", version, label_level as level,
  releasable_to as "releasableTo"`;

/** The stored facts of these joinings, as far as the reader may see them. */
export async function joiningsOf(db: Database, contributions: readonly string[]): Promise<Map<string, JoiningRecord>> {
  const { rows } =
    await sql<JoiningRecord>`select ${JOINING} from nations.joining where contribution_id = any (${[...contributions]}::uuid[])`.execute(
      db,
    );
  return new Map(rows.map((row) => [row.contributionId, row]));
}

/** The highest label in this installation. */
export async function highestLabel(db: Database): Promise<Label> {
  return (await db.selectFrom('identity.ceiling').select('highest_label').executeTakeFirstOrThrow()).highest_label as Label;
}

/** The joining of a contribution, created if nothing was stored about it yet, and locked until the command ends. */
export async function lockJoining(
  db: Database,
  row: { contributionId: string; partyId: string; operationId: string; editionId: string },
): Promise<JoiningRecord | undefined> {
  await sql`insert into nations.joining (contribution_id, party_id, operation_id, edition_id, version)
    values (${row.contributionId}, ${row.partyId}, ${row.operationId}, ${row.editionId}, 0) on conflict (contribution_id) do nothing`.execute(
    db,
  );
  const { rows } =
    await sql<JoiningRecord>`select ${JOINING} from nations.joining where contribution_id = ${row.contributionId} for update`.execute(db);
  return rows[0];
}

/** The newest answer to one item of one joining. */
export type ItemAnswer = { contributionId: string; obligationId: string; choice: JoiningChoice; note: string | null; at: Date; by: string };

/** The newest answers of these joinings. */
export async function answersOf(db: Database, contributions: readonly string[]): Promise<ItemAnswer[]> {
  const { rows } = await sql<ItemAnswer>`
    select distinct on (a.contribution_id, a.obligation_id) a.contribution_id as "contributionId", a.obligation_id as "obligationId", a.choice, a.note,
      a.answered_at as at, p.name as by
    from nations.joining_answer a join identity.person p on p.id = a.answered_by where a.contribution_id = any (${[...contributions]}::uuid[])
    order by a.contribution_id, a.obligation_id, a.answered_at desc, a.id desc`.execute(db);
  return rows;
}

/** Updates a checklist at the version its caller has read. */
export function moveJoining(
  db: Database,
  row: Pick<JoiningRecord, 'contributionId' | 'version'>,
  to: { transferOn?: string | null; completeAt?: Date; label?: { level: number; releasableTo: string[] | null } },
) {
  return db
    .updateTable('nations.joining')
    .set({
      version: row.version + 1,
      ...(to.transferOn !== undefined && { transfer_on: to.transferOn }),
      ...(to.completeAt !== undefined && { complete_at: to.completeAt }),
      ...(to.label !== undefined && { label_level: to.label.level, releasable_to: to.label.releasableTo }),
    })
    .where('contribution_id', '=', row.contributionId)
    .where('version', '=', row.version);
}
