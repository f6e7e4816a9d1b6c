import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { isDenial, noteAccess, type ObjectKind, type ProtectedObject } from './access-record.ts';
import { isDatabaseLost, isTampered, translateDatabaseError } from './database-error.ts';
import { leaseFrom, retryIfTampered } from './db/lease.ts';
import { type Database, databaseOn } from './db/transaction.ts';
import { type CachedClaims, type CredentialKind, evictClaims, findCachedClaims } from './identity/claims-cache.ts';
import { may, type Permission, type Subject } from './identity/subject.ts';
import { parseInput } from './input.ts';
import type { Platform } from './platform.ts';
import { beginRead, type ReadTransaction } from './read-transaction.ts';

/** What a query works with: the database under the claims of the subject, read-only. `subject` is null for a caller without a session. */
export type QueryContext = { readonly db: Database; readonly subject: Subject | null; readonly now: Date; readonly platform: Platform };

/** One read. Its permission, or `signed-in` for every session, or `public` without one. */
export type Query<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> = {
  name: `${string}/${string}`;
  permission: Permission | 'public' | 'signed-in';
  input: Input;
  answer: Answer;
  /** As for commands. */
  party?: (input: z.output<Input>, db: Database) => Promise<string | null | undefined> | string | null | undefined;
  /** Declared by every query of protected content: each read and each refusal is recorded (access-record.ts). */
  protects?: ProtectedObject<z.output<Input>>;
  /** Declared by a query whose answer says which lists of protected content it holds: these reads are recorded too. */
  protectedIn?: (answer: z.input<Answer>) => readonly ObjectKind[];
  run: (context: QueryContext, input: z.output<Input>) => Promise<z.input<Answer>>;
};

/** The subject of a query that needs one. Throws signed-out where there is none. */
export function subjectOf(context: QueryContext): Subject {
  if (context.subject === null) throw new AppError('platform/signed-out');
  return context.subject;
}

/** Declares a query. Without a permission it does not compile. */
export function defineQuery<Input extends z.ZodType, Answer extends z.ZodType>(query: Query<Input, Answer>): Query<Input, Answer> {
  return query;
}

/** Runs a query under the caller’s claims, read-only. */
export async function runQuery<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  query: Query<I, A>,
  call: { token: string | null; input: unknown; credential?: CredentialKind },
): Promise<z.input<A>> {
  if (call.token === null && query.permission !== 'public') throw new AppError('platform/signed-out');
  const input = parseInput(query.input, call.input);
  return retryIfTampered(platform.pool, () => read(platform, query, call, input));
}

// Reads on one connection. An error that means tampering is thrown untranslated, for retryIfTampered.
async function read<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  query: Query<I, A>,
  call: { token: string | null; credential?: CredentialKind },
  input: z.output<I>,
): Promise<z.input<A>> {
  const lease = leaseFrom(platform.pool);
  let broken = false;
  let close = async () => {};
  try {
    const answer = await attempt(findCachedClaims(call.token, call.credential));
    noteRead(platform, query, call.token, input, 'read');
    if (call.token !== null) for (const kind of query.protectedIn?.(answer) ?? []) noteAccess(platform, call.token, kind, null, 'read');
    return answer;
  } catch (error) {
    const translated = translateDatabaseError(error);
    if (isDenial(translated)) noteRead(platform, query, call.token, input, 'denied');
    broken = isDatabaseLost(translated);
    throw isTampered(error) ? error : translated;
  } finally {
    // The caller does not wait for the end of the transaction.
    void (broken ? Promise.resolve() : close().catch(() => (broken = true))).then(() => lease.release(broken));
  }

  async function attempt(cached: CachedClaims | undefined): Promise<z.input<A>> {
    const opened = await beginRead(lease, call.token, cached, call.credential);
    close = opened.rollback;
    try {
      return await answerOf(platform, opened, query, input);
    } catch (error) {
      // Refused on claims that were not confirmed: they may be out of date.
      if (opened.confirmed() || isDatabaseLost(error)) throw error;
      await opened.rollback();
      evictClaims(call.token, call.credential);
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
