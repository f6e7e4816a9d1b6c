import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commitInGroup } from '#platform/db/group-commit.ts';
import type { Statement } from '#platform/db/pipeline.ts';
import { parseInput } from '#platform/input.ts';
import { commit } from '#platform/ledger/leaf.ts';
import type { Platform } from '#platform/platform.ts';

/** The salted hash of an act and its opening, for the record of a day. */
export type RecordedAction = { readonly hash: Buffer; readonly salt: Buffer; readonly detail: string };

/**
 * A command of callers without an account, in a room whose acts must not show when a person acted. One statement checks everything, acts, and records the act.
 * Nothing is entered in the ledger, and no answer is stored under a key: what is sent twice must have one effect (docs/decisions/065).
 */
export type AnonymousCommand<Input extends z.ZodType = z.ZodType, Answer = unknown> = {
  name: `${string}/${string}`;
  /** The clauses of the policy that it carries out. */
  clauses: readonly [string, ...string[]] | (() => readonly string[]);
  input: Input;
  /** What the record of the day proves of it. Without time, address or content. */
  detail: (input: z.output<Input>) => Record<string, unknown>;
  /** Checked before it, in the same transaction. */
  admission?: (input: z.output<Input>, now: Date) => Statement;
  /** What it answers while the disk is low; null where it is tried all the same. Not given: `platform/disk-full`. */
  refuseOnLowDisk?: (input: z.output<Input>, now: Date) => AppError | null;
  /** Calls the one definer function that acts. It refuses with `platform.refuse` or an error of the room. */
  statement: (input: z.output<Input>, action: RecordedAction, now: Date) => Statement;
  /** Done after it, in the same transaction. */
  afterwards?: (input: z.output<Input>, now: Date) => Statement | null;
  answer: (input: z.output<Input>, now: Date) => Answer;
};

/** Declares an anonymous command. */
export function defineAnonymousCommand<Input extends z.ZodType, Answer>(
  command: AnonymousCommand<Input, Answer>,
): AnonymousCommand<Input, Answer> {
  return command;
}

/** Runs it through the group commit. It is stored, or this throws and nothing is. */
export async function runAnonymousCommand<Input extends z.ZodType, Answer>(
  platform: Platform,
  { name, input: schema, detail, admission, refuseOnLowDisk, statement, afterwards, answer }: AnonymousCommand<Input, Answer>,
  sent: unknown,
): Promise<Answer> {
  const input = parseInput(schema, sent);
  const now = platform.clock();
  const refusal = platform.diskIsLow() ? (refuseOnLowDisk ?? diskFull)(input, now) : null;
  if (refusal !== null) throw refusal;
  const done = { command: name, ...detail(input) };
  const { salt, commitment } = commit(done);
  const main = statement(input, { hash: commitment, salt, detail: JSON.stringify(done) }, now);
  const statements = [admission?.(input, now), main, afterwards?.(input, now)].filter((one) => one !== undefined && one !== null);
  await commitInGroup(
    platform.pool,
    statements.map((one) => ({ ...one, describe: false })),
  );
  return answer(input, now);
}

const diskFull = () => new AppError('platform/disk-full');
