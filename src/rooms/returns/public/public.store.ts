import { sql } from 'kysely';
import type { BothLanguages } from '#kernel/both-languages.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Questionnaire } from '#rooms/policy/index.ts';
import type { SubmittedSection } from '../versions/submission.rules.ts';
import type { ReturnStatus } from './public.schema.ts';

/** The public facts of a return. `openVersion`: the version with public sections; `due`: the due date, where it did not arrive. */
export type PublicReturnStatus = {
  id: string;
  partyId: string;
  title: BothLanguages;
  status: ReturnStatus;
  due: string | null;
  openVersion: number | null;
};

/** The public content of one return. */
export type PublicReturn = {
  partyId: string;
  editionId: string;
  period: string;
  number: number;
  submittedAt: Date;
  questionnaire: Questionnaire;
  sections: SubmittedSection[];
};

/** The years with public facts, newest first. */
export async function publicYears(db: Database): Promise<string[]> {
  const { rows } = await sql<{ year: string }>`select year from returns.public_years() as year`.execute(db);
  return rows.map(({ year }) => year);
}

/** How many nations were asked in a year and how many answered; null where the figure would single a nation out. */
export async function publicCounts(
  db: Database,
  year: string,
  smallest: number,
): Promise<{ asked: number | null; answered: number | null }> {
  const { rows } = await sql<{ asked: number | null; answered: number | null }>`select asked, answered
    from returns.public_counts(${year}, ${smallest})`.execute(db);
  return rows[0]!;
}

/** Which parties returned in a year, as far as they publish that. */
export async function publicReturns(db: Database, year: string): Promise<PublicReturnStatus[]> {
  const { rows } =
    await sql<PublicReturnStatus>`select return_id as id, party_id as "partyId", title, status, due::text as due, open_version as "openVersion"
    from returns.public_returns(${year}) order by return_id`.execute(db);
  return rows;
}

/** The public content of a return; undefined where there is none. */
export async function publicReturn(db: Database, id: string): Promise<PublicReturn | undefined> {
  type Row = Omit<PublicReturn, 'questionnaire' | 'sections'> & { questionnaire: string; content: string };
  const { rows } =
    await sql<Row>`select party_id as "partyId", edition_id as "editionId", period, questionnaire, number, submitted_at as "submittedAt", content
    from returns.public_sections(${id})`.execute(db);
  const [first] = rows;
  if (first === undefined) return undefined;
  const { content: _content, questionnaire, ...about } = first;
  return { ...about, questionnaire: JSON.parse(questionnaire), sections: rows.map((row) => JSON.parse(row.content)) };
}
