import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { isDenial, noteAccess, type Protected } from './access-record.ts';
import { translateDatabaseError } from './database-error.ts';
import { type Statement, sendBatch } from './db/batch.ts';
import { type Database, databaseOn } from './db/transaction.ts';
import { may, type Permission, type Subject } from './identity/subject.ts';
import { touchIfDue } from './identity/touch.ts';
import { parseInput } from './input.ts';
import type { Platform } from './platform.ts';

/** What a query works with: one read-only transaction under the claims of the subject; `subject` is null where nobody is signed in. */
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

/** Runs a query in a read-only transaction under the caller's claims. */
export async function runQuery<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  query: Query<I, A>,
  call: { token: string | null; input: unknown },
): Promise<z.input<A>> {
  if (call.token === null && query.permission !== 'public') throw new AppError('platform/signed-out');
  const input = parseInput(query.input, call.input);
  const client = await platform.pool.connect().catch((error: unknown) => {
    throw translateDatabaseError(error);
  });
  let broken = false;
  try {
    const subject = await openForReading(client, call.token);
    if (subject === null && query.permission !== 'public') throw new AppError('platform/signed-out');
    const db = databaseOn(async (statement) => (await sendBatch(client, [statement]))[0]!);
    const party = query.party ? await query.party(input, db) : null;
    if (party === undefined) throw new AppError('platform/not-found');
    if (query.permission !== 'public' && query.permission !== 'signed-in' && !may(subject!, query.permission, party)) {
      throw new AppError('platform/not-allowed');
    }
    const answer = await query.run({ db, subject, now: platform.clock(), platform }, input);
    noteRead(platform, query, call.token, input, 'read');
    return answer;
  } catch (error) {
    const known = translateDatabaseError(error);
    if (isDenial(known)) noteRead(platform, query, call.token, input, 'denied');
    broken = known instanceof AppError && known.code === 'platform/database-lost';
    throw known;
  } finally {
    if (!broken) await sendBatch(client, [{ text: 'rollback', describe: false }]).catch(() => (broken = true));
    client.release(broken);
  }
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

async function openForReading(client: PoolClient, token: string | null): Promise<Subject | null> {
  if (token === null) {
    await sendBatch(client, [BEGIN]);
    return null;
  }
  const touched = touchIfDue((touch) => sendBatch(client, [touch]), token);
  const opened = sendBatch(client, [BEGIN, { text: 'select identity.open($1) as claims', values: [token] }]);
  await Promise.all([touched, opened]);
  return (await opened)[1]!.rows[0]!.claims as Subject | null;
}

const BEGIN: Statement = { text: 'begin read only', describe: false };
