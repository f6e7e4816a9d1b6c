import { sql } from 'kysely';
import type { z } from 'zod';
import { labelColumns, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Questionnaire } from '#rooms/policy/index.ts';
import { askedOf, type TreatyStates } from './answers/treaty-facts.rules.ts';
import type { ReturnState, StepAction } from './return.rules.ts';

/** A return as its commands need it. */
export type ReturnRecord = {
  id: string;
  partyId: string;
  editionId: string;
  period: string;
  due: string | null;
  state: ReturnState;
  since: Date;
  submittedVersion: number;
  /** Whether the public may know that the party returned, or did not. */
  statusPublic: boolean;
  version: number;
  questionnaireSha256: string;
  /** As it is asked of this party: without the questions of treaties that it is known not to have joined. Its hash is of what was sent to all. */
  questionnaire: Questionnaire;
  /** The party's status in those treaties on the day the return was opened. */
  treaties: TreatyStates;
  label: RecordLabel;
};

type Labelled = { level: number; releasableTo: string[] | null };
const LABEL = sql`r.label_level as level, r.releasable_to as "releasableTo"`;
const withLabel = <Row extends Labelled>({ level, releasableTo, ...row }: Row) => ({ ...row, label: labelOfRow(level, releasableTo) });

const RETURN = sql`r.id, r.party_id as "partyId", r.edition_id as "editionId", r.period, r.due::text as due, r.state, r.since, r.submitted_version as "submittedVersion", r.status_public as "statusPublic", r.version,
  r.questionnaire_sha256 as "questionnaireSha256", r.treaties, ${LABEL}`;
const SENT = sql`, r.questionnaire::json as questionnaire`;
type ReturnRow = Omit<ReturnRecord, 'label'> & Labelled;

// Cache of questionnaires. They are large and never change after sending, so they need not be read again for each answer. A questionnaire is returned only with
// the row of its return, which row-level security lets through or not.
const sent = new Map<string, Questionnaire>();
const MAX_SENT = 100;

/** A return, or undefined where the reader may not see it. */
export async function findReturn(db: Database, id: string): Promise<ReturnRecord | undefined> {
  const known = sent.get(id);
  const { rows } = await sql<ReturnRow>`select ${RETURN} ${known ? sql`` : SENT} from returns.return r where id = ${id}`.execute(db);
  const row = rows[0] && withLabel(rows[0]);
  if (row === undefined) return undefined;
  if (sent.size >= MAX_SENT && !known) sent.clear();
  const questionnaire = known ?? askedOf(row.questionnaire, row.treaties);
  sent.set(id, questionnaire);
  return { ...row, questionnaire };
}

/** A return, locked until the command ends, so that commands on it run one after the other. */
export async function lockReturn(db: Database, id: string): Promise<ReturnRecord | undefined> {
  const { rows } = await sql<ReturnRow>`select ${RETURN} ${SENT} from returns.return r where id = ${id} for update`.execute(db);
  const row = rows[0] && withLabel(rows[0]);
  return row && { ...row, questionnaire: askedOf(row.questionnaire, row.treaties) };
}

/** The party of a return, for permission checks. */
export async function partyOfReturn(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('returns.return').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** Hashes under which this version of a questionnaire was sent, as far as the subject sees them. */
export async function hashesSent(db: Database, editionId: string, questionnaire: Questionnaire): Promise<string[]> {
  const rows = await db
    .selectFrom('returns.return')
    .select('questionnaire_sha256')
    .distinct()
    .where('edition_id', '=', editionId)
    .where('questionnaire_id', '=', questionnaire.id)
    .where('questionnaire_version', '=', questionnaire.version)
    .execute();
  return rows.map((row) => row.questionnaire_sha256);
}

/** Sends the questionnaire, which no longer changes. */
export function insertReturn(
  db: Database,
  row: {
    id: string;
    partyId: string;
    editionId: string;
    questionnaire: { id: string; version: number; text: string; sha256: string };
    period: string;
    due: string | null;
    roundId: string | null;
    by: string;
    at: Date;
    label: RecordLabel;
    treaties: TreatyStates;
  },
) {
  const { level, releasableTo } = labelColumns(row.label, row.partyId);
  return db.insertInto('returns.return').values({
    label_level: level,
    releasable_to: releasableTo,
    id: row.id,
    party_id: row.partyId,
    edition_id: row.editionId,
    questionnaire_id: row.questionnaire.id,
    questionnaire_version: row.questionnaire.version,
    questionnaire: row.questionnaire.text,
    questionnaire_sha256: row.questionnaire.sha256,
    period: row.period,
    round_id: row.roundId,
    due: row.due,
    since: row.at,
    opened_by: row.by,
    treaties: JSON.stringify(row.treaties),
  });
}

/** Moves a return to another state, at the version its caller has read. */
export function moveReturn(db: Database, row: Pick<ReturnRecord, 'id' | 'version' | 'submittedVersion'>, to: ReturnState, at: Date) {
  return db
    .updateTable('returns.return')
    .set({ state: to, since: at, version: row.version + 1, submitted_version: row.submittedVersion })
    .where('id', '=', row.id)
    .where('version', '=', row.version);
}

/** Publishes whether the party returned, or stops publishing it. */
export function setStatusPublic(db: Database, id: string, shown: boolean) {
  return db.updateTable('returns.return').set({ status_public: shown }).where('id', '=', id);
}

/** Records a step of a return. */
export function insertStep(
  db: Database,
  row: {
    id: string;
    of: Pick<ReturnRecord, 'id' | 'partyId'>;
    action: StepAction | 'open';
    to: ReturnState;
    at: Date;
    by: string;
    signer?: { name: string; capacity: string; documentId: string | null };
    note?: string;
  },
) {
  return db.insertInto('returns.step').values({
    id: row.id,
    return_id: row.of.id,
    party_id: row.of.partyId,
    action: row.action,
    to_state: row.to,
    at: row.at,
    person_id: row.by,
    signer_name: row.signer?.name ?? null,
    signer_capacity: row.signer?.capacity ?? null,
    document_id: row.signer?.documentId ?? null,
    note: row.note ?? null,
  });
}

/** The steps of a return this reader may see, the oldest first. */
export function stepsOf(db: Database, returnId: string) {
  return db.selectFrom('returns.step').selectAll().where('return_id', '=', returnId).orderBy('at').orderBy('id').execute();
}

type ListedReturn = Omit<ReturnRecord, 'questionnaire' | 'treaties' | 'version' | 'statusPublic'> & { titleEn: string; titleFr: string };

/** The orders of the list of returns; the indexes return_period, return_since and return_due carry them. Returns without a due date are last. */
export const RETURN_SORT = defineSort(
  {
    period: { by: sql`r.period`, part: 'text' },
    since: { by: sql`r.since`, part: 'instant' },
    due: { by: sql`coalesce(r.due, 'infinity'::date)`, part: 'day' },
  },
  sql`r.id`,
  '-period',
);

/** A page of the returns this reader may see, newest year first or in the order asked for. */
export async function listed(
  db: Database,
  filter: {
    sort: z.infer<typeof RETURN_SORT.schema>;
    after: string | undefined;
    partyId: string | undefined;
    /** The only parties whose returns the reader may see, unless those of all. */
    within: readonly string[] | undefined;
  },
  rows: number,
): Promise<ListedReturn[]> {
  const { partyId, within } = filter;
  const { where, order } = RETURN_SORT.from(filter.sort, filter.after);
  const ofParty = partyId === undefined ? sql`true` : sql`r.party_id = ${partyId}::uuid`;
  const ofReader = within === undefined ? sql`true` : sql`r.party_id = any (${[...within]}::uuid[])`;
  const found = await sql<Omit<ListedReturn, 'label'> & Labelled>`
    select r.id, r.party_id as "partyId", r.edition_id as "editionId", r.period, r.due::text as due, r.state, r.since, r.submitted_version as "submittedVersion",
      r.questionnaire_sha256 as "questionnaireSha256", r.questionnaire::json #>> '{title,en}' as "titleEn", r.questionnaire::json #>> '{title,fr}' as "titleFr", ${LABEL}
    from returns.return r where ${ofParty} and ${ofReader} and ${where} order by ${order} limit ${rows}`.execute(db);
  return found.rows.map(withLabel);
}

/** Every return that this reader may see, with its party, the newest year first. */
export async function namedReturns(db: Database): Promise<NamedReturn[]> {
  const { rows } = await sql<NamedReturn>`
    select r.id, r.period, r.edition_id as "editionId", r.questionnaire_id as "questionnaireId", p.id as "partyId", p.name_en as en, p.name_fr as fr
    from returns.return r join parties.party p on p.id = r.party_id order by r.period desc, r.id desc`.execute(db);
  return rows;
}
type NamedReturn = { id: string; period: string; editionId: string; questionnaireId: string; partyId: string; en: string; fr: string };

/** Returns with open work that this reader may see. */
export async function returnsAtWork(
  db: Database,
): Promise<Pick<ReturnRecord, 'id' | 'partyId' | 'period' | 'state' | 'since' | 'due' | 'label'>[]> {
  const { rows } = await sql<Pick<ReturnRow, 'id' | 'partyId' | 'period' | 'state' | 'since' | 'due' | keyof Labelled>>`
    select r.id, r.party_id as "partyId", r.period, r.state, r.since, r.due::text as due, ${LABEL}
      from returns.return r where r.state <> 'accepted' order by r.id`.execute(db);
  return rows.map(withLabel);
}
