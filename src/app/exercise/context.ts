import type { Client } from 'pg';
import type { z } from 'zod';
import { stoppedClock } from '#kernel/clock.ts';
import { type Command, newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { type Query, runQuery } from '#platform/query.ts';
import { type AnonymousCommand, runAnonymousCommand } from '#rooms/reports/intake/anonymous-command.ts';
import type { Calendar } from './calendar.ts';

/** The state while the scenario is played: the platform, sessions, and what has been registered. */
export type ExerciseContext = {
  readonly platform: Platform;
  /** The deployer's connection, for what only the installation does: its own session and the first link. */
  readonly deployer: Client;
  readonly calendar: Calendar;
  readonly randomSeed: string;
  /** Keeps a file in the data of the exercise. */
  readonly keepFile: (name: string, text: string) => void;
  /** Session tokens by key of account; `installation` for the installation itself. */
  readonly tokens: Map<string, string>;
  /** Ids of parties by code. */
  readonly parties: Map<string, string>;
};

/** Runs a real command as an account, with the clock at a moment of the scenario. Throws naming the account, the command and the moment. */
export async function runAs<I extends z.ZodType, A extends z.ZodType>(
  context: ExerciseContext,
  actor: string,
  when: Date,
  command: Command<I, A>,
  input: z.input<I>,
): Promise<z.output<A>> {
  try {
    return await runCommand(at(context, when), command, { token: tokenOf(context, actor), key: newKey(), input });
  } catch (cause) {
    throw new Error(`The exercise stops at ${command.name} by ${actor} on ${when.toISOString()}: ${(cause as Error).message}`, { cause });
  }
}

/** Runs a query as an account, at a moment of the scenario. */
export async function queryAs<I extends z.ZodType, A extends z.ZodType>(
  context: ExerciseContext,
  actor: string,
  when: Date,
  query: Query<I, A>,
  input: z.input<I>,
): Promise<z.output<A>> {
  return query.answer.parse(await runQuery(at(context, when), query, { token: tokenOf(context, actor), input })) as z.output<A>;
}

/** Runs a command of a caller without an account, such as a reporter, at a moment of the scenario. Throws naming the command and the moment. */
export async function sendUnnamed<I extends z.ZodType, A>(
  context: ExerciseContext,
  when: Date,
  command: AnonymousCommand<I, A>,
  input: z.input<I>,
): Promise<A> {
  try {
    return await runAnonymousCommand(at(context, when), command, input);
  } catch (cause) {
    throw new Error(`The exercise stops at ${command.name} on ${when.toISOString()}: ${(cause as Error).message}`, { cause });
  }
}

/** The id of a party. Throws for a code the scenario does not know. */
export function idOf(context: ExerciseContext, code: string): string {
  return known(context.parties, code);
}

function tokenOf(context: ExerciseContext, actor: string): string {
  return known(context.tokens, actor);
}

function at(context: ExerciseContext, when: Date): Platform {
  return { ...context.platform, clock: stoppedClock(when) };
}

function known<T>(from: ReadonlyMap<string, T>, key: string): T {
  const found = from.get(key);
  if (found === undefined) throw new Error(`The exercise knows no ${key}.`);
  return found;
}
