import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { isDenial, noteAccess, type Protected } from './access-record.ts';
import { leaseOn, openRead, type ReadTransaction, untampered } from './act-transaction.ts';
import { isDatabaseLost, isTampered, translateDatabaseError } from './database-error.ts';
import { type Database, databaseOn } from './db/transaction.ts';
import { type Assumed, forgetSubject, recallSubject, type Way } from './identity/remembered-subject.ts';
import { may, type Permission, type Subject } from './identity/subject.ts';
import { parseInput } from './input.ts';
import type { Platform } from './platform.ts';

/** What a query works with: the database under the claims of the subject, where nothing can be written; `subject` is null where nobody is signed in. */
export type QueryContext = { readonly db: Database; readonly subject: Subject | null; readonly now: Date; readonly platform: Platform };

/** One read. `public` for everybody, `signed-in` for anybody with a session, else a permission. */
export type Query<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> = {
  name: `${string}/${string}`;
  permission: Permission | 'public' | 'signed-in';
  input: Input;
  answer: Answer;
  /** As for commands. */
  party?: (input: z.output<Input>, db: Database) => Promise<string | null | undefined> | string | null | undefined;
  /** Named by every read of protected content: who read it, and who was refused, is recorded (access-record.ts). */
  protects?: Protected<z.output<Input>>;
  run: (context: QueryContext, input: z.output<Input>) => Promise<z.input<Answer>>;
};

/** A query answered to somebody signed in: `subject` is there. */
export function subjectOf(context: QueryContext): Subject {
  if (context.subject === null) throw new AppError('platform/signed-out');
  return context.subject;
}

/** Declares a query. Without a rule of access it does not compile. */
export function defineQuery<Input extends z.ZodType, Answer extends z.ZodType>(query: Query<Input, Answer>): Query<Input, Answer> {
  return query;
}

/** Runs a query under the caller’s claims, where nothing can be written. */
export async function runQuery<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  query: Query<I, A>,
  call: { token: string | null; input: unknown; way?: Way },
): Promise<z.input<A>> {
  if (call.token === null && query.permission !== 'public') throw new AppError('platform/signed-out');
  const input = parseInput(query.input, call.input);
  return untampered(platform.pool, () => read(platform, query, call, input));
}

// Reads on one connection. Throws an error that says so as it came where the connection was tampered with.
async function read<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  query: Query<I, A>,
  call: { token: string | null; way?: Way },
  input: z.output<I>,
): Promise<z.input<A>> {
  const lease = leaseOn(platform.pool);
  let broken = false;
  let close = async () => {};
  try {
    const answer = await attempt(recallSubject(call.token, call.way));
    noteRead(platform, query, call.token, input, 'read');
    return answer;
  } catch (error) {
    const known = translateDatabaseError(error);
    if (isDenial(known)) noteRead(platform, query, call.token, input, 'denied');
    broken = isDatabaseLost(known);
    throw isTampered(error) ? error : known;
  } finally {
    // Nobody waits for the end of a read.
    void (broken ? Promise.resolve() : close().catch(() => (broken = true))).then(() => lease.giveBack(broken));
  }

  async function attempt(assumed: Assumed | undefined): Promise<z.input<A>> {
    const opened = await openRead(lease, call.token, assumed, call.way);
    close = opened.undo;
    try {
      return await answerOf(platform, opened, query, input);
    } catch (error) {
      // Refused on claims nobody has confirmed: they may be out of date.
      if (opened.confirmed() || isDatabaseLost(error)) throw error;
      await opened.undo();
      forgetSubject(call.token, call.way);
      return await attempt(undefined);
    }
  }
}

async function answerOf<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  read: ReadTransaction,
  query: Query<I, A>,
  input: z.output<I>,
): Promise<z.input<A>> {
  const { subject } = read;
  const { permission } = query;
  if (subject === null && permission !== 'public') throw new AppError('platform/signed-out');
  const db = databaseOn(read.read);
  const party = query.party ? await query.party(input, db) : null;
  if (party === undefined) throw new AppError('platform/not-found');
  if (permission !== 'public' && permission !== 'signed-in' && !may(subject!, permission, party))
    throw new AppError('platform/not-allowed');
  const answer = await query.run({ db, subject, now: platform.clock(), platform }, input);
  await read.confirm();
  return answer;
}

function noteRead<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  { protects }: Query<I, A>,
  token: string | null,
  input: z.output<I>,
  outcome: 'read' | 'denied',
): void {
  if (protects && token !== null) noteAccess(platform, token, protects.kind, protects.id?.(input) ?? null, outcome);
}
