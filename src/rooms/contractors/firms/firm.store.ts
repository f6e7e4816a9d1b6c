import { sql } from 'kysely';
import type { Locale } from '#kernel/languages.ts';
import type { Database } from '#platform/db/transaction.ts';
import { type ClauseSet, readSet, SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import type { FirmPage } from './firm.schema.ts';
import type { FileAbout } from './firm-file.rules.ts';

// Null: the contractor was another one then, whose name the contract no longer says.
const firmAt = (at: 'created_at' | 'asked_at' | 'sent_at') =>
  sql`case when k.member_id is null and ${sql.ref(`k.${at}`)} < c.contractor_since then null else coalesce(m.name, c.contractor) end as firm`;
const NAMED = sql`join contractors.contract c on c.id = k.contract_id left join contractors.member m on m.id = k.member_id`;

type LinkRow = {
  id: string;
  firm: string | null;
  memberId: string | null;
  name: string;
  capacity: string;
  email: string | null;
  telephone: string | null;
  endsOn: string;
  lastUsedOn: string | null;
  revoked: boolean;
  /** The contract has another contractor since. */
  replaced: boolean;
};

/** All links that were made for the firms of a contract, newest first: one that is not listed could not be revoked. */
export async function linksOf(db: Database, contractId: string): Promise<LinkRow[]> {
  return (
    await sql<LinkRow>`select k.id, ${firmAt('created_at')}, k.member_id as "memberId", k.name, k.capacity, k.email, k.telephone, k.ends_on::text as "endsOn",
      k.last_used_on::text as "lastUsedOn", k.revoked_at is not null as revoked,
      coalesce(k.member_id is null and k.created_at < c.contractor_since, false) as replaced
      from contractors.firm_link k ${NAMED} where k.contract_id = ${contractId} order by k.id desc`.execute(db)
  ).rows;
}

// The day of the newest answer to a question `k`, a text or a file, of all that the firm sent; null: it did not answer.
const ANSWERED_ON = sql`(select max(a.sent_at at time zone 'UTC')::date::text from contractors.firm_message a
  where a.contract_id = k.contract_id and a.question_id = k.id and a.firm_id = k.firm_id) as "answeredOn"`;

type QuestionRow = { id: string; firm: string | null; question: string; dueOn: string | null; askedOn: string; answeredOn: string | null };

/** All that the firms of a contract were asked, newest first. */
export async function questionsOf(db: Database, contractId: string): Promise<QuestionRow[]> {
  return (
    await sql<QuestionRow>`select k.id, ${firmAt('asked_at')}, k.question, k.due_on::text as "dueOn", (k.asked_at at time zone 'UTC')::date::text as "askedOn",
      ${ANSWERED_ON} from contractors.firm_question k ${NAMED} where k.contract_id = ${contractId} order by k.id desc`.execute(db)
  ).rows;
}

type SentFile = { about: FileAbout; name: string; bytes: number; sha256: string; at: string };
const FILE = sql.raw(
  `'about', f.about, 'name', f.name, 'bytes', f.bytes, 'sha256', f.sha256, 'at', to_char(k.sent_at at time zone 'UTC', 'HH24:MI')`,
);

export type MessageKind = 'certification' | 'notice' | 'answer' | 'file';
type MessageRow = {
  id: string;
  firm: string | null;
  kind: MessageKind;
  questionId: string | null;
  violationId: string | null;
  content: string;
  sha256: string;
  on: string;
  by: string;
  file: (SentFile & { pages: number | null; isKept: boolean }) | null;
};

/** The newest 200 texts that the firms of a contract sent, newest first, with the representative whose link was used. */
export async function messagesOf(db: Database, contractId: string): Promise<MessageRow[]> {
  return (
    await sql<MessageRow>`select k.id, ${firmAt('sent_at')}, k.kind, k.question_id as "questionId", k.violation_id as "violationId", k.content, k.sha256,
      (k.sent_at at time zone 'UTC')::date::text as on, l.name as by, case when f.id is not null then jsonb_build_object(${FILE}, 'pages', f.pages,
      'isKept', exists (select from contractors.firm_file_chunk b where b.file_id = f.id and b.seq = 0)) end as file
      from contractors.firm_message k join contractors.firm_link l on l.id = k.link_id left join contractors.firm_file f on f.id = k.id ${NAMED}
      where k.contract_id = ${contractId} order by k.sent_at desc, k.id desc limit 200`.execute(db)
  ).rows;
}

/** The party and contract of a link, for permission checks; undefined where the reader may not see it. */
export async function findFirmLink(db: Database, id: string): Promise<{ partyId: string; contractId: string } | undefined> {
  return (
    await sql<{ partyId: string; contractId: string }>`select party_id as "partyId", contract_id as "contractId"
      from contractors.firm_link where id = ${id}`.execute(db)
  ).rows[0];
}

export type LinkedContract = {
  contractId: string;
  partyId: string;
  memberId: string | null;
  firm: string;
  number: string;
  title: string;
  setId: string;
  party: Record<Locale, string>;
  name: string;
  capacity: string;
  telephone: string | null;
  linkEndsOn: string;
};

/** What the link of this transaction shows of its contract; undefined without a link. */
export async function linkedContract(db: Database): Promise<LinkedContract | undefined> {
  const { rows } = await sql<Omit<LinkedContract, 'party'> & { partyEn: string; partyFr: string }>`select contract_id as "contractId",
    party_id as "partyId", member_id as "memberId", firm, number, title, set_id as "setId", party_en as "partyEn", party_fr as "partyFr",
    name, capacity, telephone, link_ends_on::text as "linkEndsOn" from contractors.linked_contract()`.execute(db);
  const [found] = rows;
  if (found === undefined) return undefined;
  const { partyEn, partyFr, ...linked } = found;
  return { ...linked, party: { en: partyEn, fr: partyFr } };
}

/** The clause set that the contract of this link owes; undefined: it is not known here. */
export async function linkedSet(db: Database, setId: string): Promise<ClauseSet | undefined> {
  const ships = SHIPPED_SETS.get(setId);
  if (ships !== undefined) return ships;
  const { rows } = await sql<{ file: object | null }>`select contractors.linked_set() as file`.execute(db);
  return rows[0]?.file ? readSet(rows[0].file) : undefined;
}

/** What the firm of the link was asked, newest first. Row-level security shows no question to another firm. */
export async function ownQuestions(db: Database): Promise<FirmPage['questions']> {
  return (
    await sql<FirmPage['questions'][number]>`select k.id, k.question, k.due_on::text as "dueOn", ${ANSWERED_ON}
      from contractors.firm_question k order by k.id desc`.execute(db)
  ).rows;
}

export type OwnMessage = {
  id: string;
  kind: MessageKind;
  questionId: string | null;
  content: string;
  sha256: string;
  on: string;
  file: SentFile | null;
};

/** The newest 200 texts that the firm of the link sent, newest first; notices only those of this link. `first`: one of them, listed first also where it is older. */
export async function ownMessages(db: Database, first?: string): Promise<OwnMessage[]> {
  return (
    await sql<OwnMessage>`select k.id, k.kind, k.question_id as "questionId", k.content, k.sha256, (k.sent_at at time zone 'UTC')::date::text as on,
      case when f.id is not null then jsonb_build_object(${FILE}) end as file
      from contractors.firm_message k left join contractors.firm_file f on f.id = k.id
      order by k.id is not distinct from ${first ?? null}::uuid desc, k.sent_at desc, k.id desc limit 200`.execute(db)
  ).rows;
}

/** The day of the last certification of the link's firm; null: none is recorded. Row-level security shows no other firm's. */
export async function ownLastCertification(db: Database): Promise<string | null> {
  return (await sql<{ on: string | null }>`select max(certified_on)::text as on from contractors.certification`.execute(db)).rows[0]!.on;
}
