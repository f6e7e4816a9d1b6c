import { sql } from 'kysely';
import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { NotifiedBySet } from '../sets/titles.schema.ts';
import type { ViolationFacts } from './violation.rules.ts';
import type { Violation, ViolationRow } from './violation.schema.ts';

// A contractor is named as in the violation: the contract may have got another one.
const ROW = sql`v.id, v.contract_id as "contractId", c.number as contract, coalesce(m.name, v.contractor) as firm, v.title, v.danger, v.state,
  v.due_on::text as "dueOn"`;
const FROM = sql`contractors.violation v join contractors.contract c on c.id = v.contract_id left join contractors.member m on m.id = v.member_id`;
const DETAIL = sql`v.party_id as "partyId", v.summary, v.provisions, v.notify, v.set_id as "setId", v.source, v.known_at as "knownAt", v.notified_at as "notifiedAt",
  v.stage_due_on::text as "stageDueOn", v.abate_until::text as "abateBy", v.abated_on::text as "abatedOn", v.reply_until::text as "replyBy", v.replied_on::text as "repliedOn", v.determined_by as "determinedBy", v.remedies, v.version`;

type Row = Omit<z.infer<typeof ViolationRow>, 'late'>;
export type ViolationRecord = Row &
  Omit<
    z.infer<typeof Violation>,
    | keyof Row
    | 'late'
    | 'inTime'
    | 'limitHours'
    | 'firstAbateBy'
    | 'provisions'
    | 'notify'
    | 'mayInform'
    | 'setTitle'
    | 'remedies'
    | 'steps'
    | 'actions'
    | 'knownAt'
    | 'notifiedAt'
  > &
  ViolationFacts & {
    provisions: string[];
    setId: string | null;
    notify: z.infer<typeof NotifiedBySet>[];
    knownAt: Date;
    notifiedAt: Date | null;
    remedies: z.infer<typeof Violation>['remedies'] | null;
  };

/** The orders of the list of violations; the index violation_list carries it. One without a due date is last. */
export const VIOLATION_SORT = defineSort({ due: { by: sql`coalesce(v.due_on, 'infinity'::date)`, part: 'day' } }, sql`v.id`, 'due');

type Asked = {
  parties: readonly string[] | undefined;
  contractId: string | undefined;
  sort: z.infer<typeof VIOLATION_SORT.schema>;
  after: string | undefined;
};

/** A page of the violations that the reader may see: under one contract or under all. `parties`: whose they see; undefined: row-level security alone decides. */
export async function violationRows(db: Database, { parties, contractId, sort, after }: Asked, rows: number): Promise<Row[]> {
  const { where, order } = VIOLATION_SORT.from(sort, after);
  const ofContract = contractId === undefined ? sql`true` : sql`v.contract_id = ${contractId}`;
  // The index of a party keeps the order for one party alone.
  const one = parties?.length === 1 ? sql`v.party_id = ${parties[0]}` : undefined;
  const readable = one ?? (parties === undefined ? sql`true` : sql`v.party_id = ${anyOf(parties)}`);
  return (
    await sql<Row>`select ${ROW} from ${FROM} where ${readable} and ${ofContract} and ${where} order by ${order} limit ${rows}`.execute(db)
  ).rows;
}

/** A violation that the reader may see. */
export async function findViolation(db: Database, id: string): Promise<ViolationRecord | undefined> {
  return (await sql<ViolationRecord>`select ${ROW}, ${DETAIL} from ${FROM} where v.id = ${id}`.execute(db)).rows[0];
}

/** A violation of this version, locked until the command ends; else why not. */
export async function lockViolation(db: Database, id: string, version: number): Promise<ViolationRecord> {
  const { rows } = await sql<ViolationRecord>`select ${ROW}, ${DETAIL} from ${FROM} where v.id = ${id} for update of v`.execute(db);
  // The runner found it, so the person sees it. An investigator may lock it only while the investigation is theirs (policy violation_investigate).
  if (rows[0] === undefined) throw new AppError('platform/not-allowed');
  if (rows[0].version !== version) throw new AppError('platform/stale', { current: rows[0].version, yours: version });
  return rows[0];
}

/** The party of a violation, for permission checks; undefined where the reader may not see it. */
export async function partyOfViolation(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.violation').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** The steps of a violation, the newest first. */
export async function stepsOf(db: Database, id: string): Promise<z.infer<typeof Violation>['steps']> {
  return (
    await sql<
      z.infer<typeof Violation>['steps'][number]
    >`select s.id, s.action, s.on_day::text as on, s.note, coalesce(p.name, k.name) as by, s.detail
      from contractors.violation_step s left join identity.person p on p.id = s.recorded_by
      left join contractors.firm_link k on k.id = s.by_link
      where s.violation_id = ${id} order by s.recorded_at desc, s.id desc`.execute(db)
  ).rows;
}
