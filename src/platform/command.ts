import { randomUUID } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import type { z } from 'zod';
import type { Decision } from '#kernel/decision.ts';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { type ActTransaction, enter, leaseOn, openAct, untampered } from './act-transaction.ts';
import { answeredAlready, answeredBefore, hashOf } from './answered-before.ts';
import { isDatabaseLost, isTampered, translateDatabaseError } from './database-error.ts';
import type { Statement } from './db/batch.ts';
import { doubtPublicVersion } from './db/public-version.ts';
import { type Database, databaseOn } from './db/transaction.ts';
import { type Assumed, forgetSubject, recallSubject, type Way } from './identity/remembered-subject.ts';
import { may, type Permission, type Subject } from './identity/subject.ts';
import { parseInput } from './input.ts';
import { appendStatement, type EntryDraft } from './ledger/append.ts';
import type { Platform } from './platform.ts';

/** Why an act serves no single clause. The list is closed: anything else must name the clauses it carries out. */
export const OPERATIONAL_REASONS = ['access', 'installation', 'register', 'exercise'] as const;
export type OperationalReason = (typeof OPERATIONAL_REASONS)[number];

/** What a command gives back: the answer to the caller and the ledger entry of the act. */
export type Outcome<Answer> = { answer: Answer; entry: EntryDraft };

type Compilable = { compile(): CompiledQuery<unknown> };

/** What a command works with: one transaction under the claims of the subject. */
export type CommandContext = {
  /** The query builder of this transaction; each awaited statement is a round trip. */
  readonly db: Database;
  /** Queues a statement that needs no answer; it is sent with the ledger entry and the commit in one go. */
  readonly write: (query: Compilable | CompiledQuery<unknown>) => void;
  /** Changes exactly the rows that were meant; none changed is not-found, or what `otherwise` says. A function may look what became of the row. */
  readonly change: (query: Compilable, otherwise?: ErrorCode | (() => Promise<AppError>)) => Promise<void>;
  readonly subject: Subject;
  /** The moment of the act; the same for everything in it. */
  readonly now: Date;
  readonly newId: () => string;
  readonly platform: Platform;
};

type Carries<Input> =
  | { clauses: readonly [string, ...string[]]; operational?: never }
  | { clauses: (input: Input, entry: EntryDraft) => readonly string[]; operational?: never }
  | { operational: OperationalReason; clauses?: never };

/**
 * A way in for somebody who has no session yet: the statement must answer the claims it opened, `{ halfway }` with what the caller is answered while a
 * step is missing, `{ refused }` with the error that says why it is shut, or null. `signal`: the client has disconnected, and what has not begun is given up.
 */
export type Entrance<Input> = {
  statement: (input: Input, platform: Platform, signal?: AbortSignal) => Promise<Statement> | Statement;
  refused: ErrorCode;
};

/** One change of state: what it takes, who may, which clauses it carries out, what it does. */
export type Command<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> = {
  name: `${string}/${string}`;
  permission: Permission;
  input: Input;
  answer: Answer;
  /** The party at which the permission is asked for: an id, undefined where the object does not exist for this subject, null where no single party is concerned. */
  party?: (input: z.output<Input>, db: Database) => Promise<string | null | undefined> | string | null | undefined;
  entrance?: Entrance<z.output<Input>>;
  /** False where nobody asks again under a client key: a repetition is told by what it brings, and nothing is kept of the answer. */
  repeatable?: false;
  /** Acts of this kind come in great numbers and never wait for each other's rows: they follow each other on one connection (db/line.ts). */
  follows?: true;
  /** Forgets what this process remembers and the act may rest on. Called where it was refused, which is then tried anew on what is so now: only the cost rests on memory. */
  forget?: (input: z.output<Input>) => void;
  /** What may be kept of the answer for a retry, where the answer holds a secret shown once. */
  keep?: (answer: z.output<Answer>) => unknown;
  /** The input holds what somebody chose to keep secret, as a password: not even its plain hash is kept. */
  hidden?: true;
  /** What takes long and needs no connection, as deriving a password: done before one is taken, for whoever `by` says, and handed to `run`. */
  prepare?: (input: z.output<Input>, by: { token: string | null; platform: Platform }) => Promise<unknown>;
  run: (context: CommandContext, input: z.output<Input>, prepared: unknown) => Promise<Outcome<z.input<Answer>>> | Outcome<z.input<Answer>>;
} & Carries<z.output<Input>>;

/** Declares a command. Without clause ids or an operational reason, and without a permission, it does not compile. */
export function defineCommand<Input extends z.ZodType, Answer extends z.ZodType>(command: Command<Input, Answer>): Command<Input, Answer> {
  return command;
}

/** Turns a rule's decision into its value, or the refusal into the error it names. */
export function settle<T>(decision: Decision<T>): T {
  if (decision.accepted) return decision.value;
  throw new AppError(decision.code, decision.details);
}

/** Who calls, with which client key; in which way their token is opened, where it is no session's; `signal`: they have disconnected (only an entrance looks at it). */
export type Call = { token: string | null; key: string; input: unknown; way?: Way; signal?: AbortSignal };

/**
 * Runs a command: checks the input, opens the claims in the database, authorises, acts, appends the ledger entry and the answer to the
 * client key in the same transaction, commits, answers. The same key again gives the stored answer and acts once.
 */
export async function runCommand<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  command: Command<I, A>,
  call: Call,
): Promise<z.output<A>> {
  const input = parseInput(command.input, call.input);
  if (platform.diskIsLow()) throw new AppError('platform/disk-full');
  // Before a connection is taken: it asks the database itself and derives passwords, and whoever waits for that must not hold what it needs.
  const { entrance } = command;
  const entering = entrance && {
    refused: entrance.refused,
    statement: await (async () => entrance.statement(input, platform, call.signal))().catch(inPlainWords),
  };
  // Whoever asks again is answered before: what an act changed, as a password, cannot be prepared a second time.
  const before =
    command.prepare &&
    (await untampered(platform.pool, () => answeredAlready(platform.pool, command.name, call, inputHash(platform, command, input))));
  if (before !== undefined) return before as z.output<A>;
  const prepared = await command.prepare?.(input, { token: call.token, platform }).catch(inPlainWords);
  return untampered(platform.pool, () => act(platform, command, call, input, { entering, prepared }));
}

function inPlainWords(error: unknown): never {
  throw translateDatabaseError(error);
}

/** What was got ready before a connection was taken: the statement of an entrance, and what the command prepared itself. */
type Ready = { entering: { statement: Statement; refused: ErrorCode } | undefined; prepared: unknown };

// Runs it on one connection. Throws an error that says so as it came where the connection was tampered with.
async function act<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  command: Command<I, A>,
  call: Call,
  input: z.output<I>,
  { entering, prepared }: Ready,
): Promise<z.output<A>> {
  const lease = leaseOn(platform.pool);
  let broken = false;
  try {
    const assumed = command.entrance ? undefined : recallSubject(call.token, call.way);
    return await attempt(assumed, command.forget);
  } catch (error) {
    const known = translateDatabaseError(error);
    broken ||= isDatabaseLost(known);
    if (isTampered(error)) throw error;
    const before =
      broken || command.entrance || command.repeatable === false
        ? undefined
        : await answeredBefore(await lease.take().catch(inPlainWords), command.name, call, inputHash(platform, command, input));
    if (before !== undefined) return before as z.output<A>;
    throw known;
  } finally {
    // Before anybody is answered: what they changed is gone from public pages when they look.
    doubtPublicVersion(platform.pool);
    await lease.giveBack(broken);
  }

  async function attempt(assumed: Assumed | undefined, forget?: typeof command.forget): Promise<z.output<A>> {
    const act = entering
      ? await enter(lease, entering.statement, entering.refused)
      : await openAct(lease, call.token ?? '', assumed, call.way);
    // A first step of signing in: nobody has acted yet, so there is nothing to enter in the ledger.
    if ('halfway' in act) return command.answer.parse(act.halfway) as z.output<A>;
    try {
      return await perform(platform, act, command, call, input, prepared);
    } catch (error) {
      await act.undo().catch(() => (broken = true));
      if (broken || isDatabaseLost(error)) throw error;
      // Refused on claims nobody has confirmed, or on what the act remembers: either may be out of date. Nothing is done yet, so it is tried anew with what is so now.
      if (act.confirmed() && forget === undefined) throw error;
      forget?.(input);
      if (!act.confirmed()) forgetSubject(call.token, call.way);
      return await attempt(act.confirmed() ? assumed : undefined);
    }
  }
}

async function perform<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  act: ActTransaction,
  command: Command<I, A>,
  call: Call,
  input: z.output<I>,
  prepared: unknown,
): Promise<z.output<A>> {
  const { subject } = act;
  const db = databaseOn(act.read);
  const party = command.party ? await command.party(input, db) : null;
  if (party === undefined) throw new AppError('platform/not-found');
  if (!command.entrance && !may(subject, command.permission, party)) throw new AppError('platform/not-allowed');

  const queued: Statement[] = [];
  const now = platform.clock();
  const outcome = await command.run(
    {
      db,
      subject,
      now,
      platform,
      newId,
      write: (query) => {
        const { sql, parameters } = 'compile' in query ? query.compile() : query;
        queued.push({ text: sql, values: parameters, describe: false });
      },
      change: async (query, otherwise = 'platform/not-found') => {
        const { sql, parameters } = query.compile();
        const { rowCount } = await act.read({ text: sql, values: parameters });
        if (rowCount === 0) throw typeof otherwise === 'string' ? new AppError(otherwise) : await otherwise();
      },
    },
    input,
    prepared,
  );
  const answer = command.answer.parse(outcome.answer) as z.output<A>;
  const { clauses } = command;
  const append = appendStatement({
    command: command.name,
    clauses: typeof clauses === 'function' ? clauses(input, outcome.entry) : (clauses ?? []),
    operational: command.operational ?? null,
    person: subject.person,
    now,
    entry: outcome.entry,
    kept:
      command.repeatable === false
        ? null
        : {
            key: call.key,
            // The input of an entrance holds a password: not even its hash is kept.
            inputHash: command.entrance ? Buffer.alloc(32) : inputHash(platform, command, input),
            answer: command.keep ? command.keep(answer) : answer,
          },
  });
  await act.finish([...queued, append], command.follows);
  return answer;
}

function inputHash({ keys }: Platform, { hidden }: Pick<Command, 'hidden'>, input: unknown): Buffer {
  return hashOf(input, hidden ? keys : undefined);
}

/** A client key for callers that retry by themselves, such as the command line. */
export function newKey(): string {
  return randomUUID();
}
