import { sql } from 'kysely';
import { labelColumns, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { AnswerChoice } from '../status.rules.ts';

/** The current answer to one obligation by one party. */
export type CurrentAnswer = {
  partyId: string;
  obligationId: string;
  choice: AnswerChoice;
  note: string | null;
  answeredAt: Date;
  label: RecordLabel;
};

/** The newest answers of these parties, at most one per obligation, or only those to one obligation. */
export async function currentAnswers(
  db: Database,
  editionId: string,
  partyIds: readonly string[],
  obligationId?: string,
): Promise<CurrentAnswer[]> {
  const filter = obligationId === undefined ? sql`` : sql`and obligation_id = ${obligationId}`;
  const { rows } = await sql<
    Omit<CurrentAnswer, 'label'> & { level: number; releasableTo: string[] | null }
  >`select distinct on (party_id, obligation_id) party_id as "partyId", obligation_id as "obligationId", choice, note,
      answered_at as "answeredAt", label_level as level, releasable_to as "releasableTo"
    from commitments.answer where edition_id = ${editionId} and party_id = any (${[...partyIds]}::uuid[]) ${filter}
    order by party_id, obligation_id, answered_at desc, id desc`.execute(db);
  return rows.map(({ level, releasableTo, ...answer }) => ({ ...answer, label: labelOfRow(level, releasableTo) }));
}

/** Adds an answer; earlier ones stay. The claims supply the person. */
export function insertAnswer(row: {
  id: string;
  editionId: string;
  partyId: string;
  obligationId: string;
  choice: AnswerChoice;
  note: string | null;
  at: Date;
  label: RecordLabel;
}) {
  const { level, releasableTo } = labelColumns(row.label, row.partyId);
  return sql`insert into commitments.answer (id, edition_id, party_id, obligation_id, choice, note, answered_at, label_level, releasable_to)
    values (${row.id}, ${row.editionId}, ${row.partyId}, ${row.obligationId}, ${row.choice}, ${row.note}, ${row.at}, ${level},
      ${releasableTo}::uuid[])`;
}
