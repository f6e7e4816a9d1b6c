import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { median } from '../measure.ts';

/** Microseconds of processor time: the program's own, and the database's (all processes of its server). */
export type ProcessorTime = { program: number; database: number };

// The kernel counts a process in hundredths of a second (USER_HZ), whatever the clock of the machine is.
const MICROSECONDS_PER_TICK = 10_000;

/**
 * Processor time per act, by a process (this one, unless another is named) and by the database's. Unlike a rate it hardly changes with what else the machine
 * does. Undefined where the system does not tell (only Linux does), or where the server runs elsewhere.
 */
export async function processorTimeOf(
  deployer: pg.Client,
  work: () => Promise<number>,
  program?: number,
): Promise<ProcessorTime | undefined> {
  const [before, own] = [await databaseTicks(deployer), process.cpuUsage()];
  const other = program === undefined ? undefined : ticksOf(program);
  const acts = await work();
  const { user, system } = process.cpuUsage(own);
  const after = await databaseTicks(deployer);
  if (before === undefined || after === undefined || acts === 0) return undefined;
  // A connection that came meanwhile counts from nothing; one that went is not counted.
  let database = 0;
  for (const [pid, ticks] of after) database += ticks - (before.get(pid) ?? 0);
  const spent = program === undefined ? user + system : (ticksOf(program)! - other!) * MICROSECONDS_PER_TICK;
  return { program: spent / acts, database: (database * MICROSECONDS_PER_TICK) / acts };
}

/** The process that answers requests, of those this one started. */
export function webProcessId(): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ');
  const found = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/src/app/server.ts'));
  if (found === undefined) throw new Error('The web process is not to be found.');
  return Number(found);
}

async function databaseTicks(deployer: pg.Client): Promise<Map<number, number> | undefined> {
  const { rows } = await deployer.query<{ pid: number }>('select pid from pg_stat_activity where pid <> pg_backend_pid()');
  const known = rows.map(({ pid }) => [pid, ticksOf(pid)] as const);
  return known.length === 0 || known.every(([, ticks]) => ticks === undefined)
    ? undefined
    : new Map(known.filter((one): one is [number, number] => one[1] !== undefined));
}

function ticksOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return undefined;
  }
}

/** Median microseconds of the rounds as a table shows them, the program's and the database's; nothing where unknown. */
export function describeTime(rounds: readonly (ProcessorTime | undefined)[]): string {
  const known = rounds.filter((round) => round !== undefined);
  if (known.length === 0) return '';
  const [program, database] = [median(known.map((round) => round.program)), median(known.map((round) => round.database))];
  return `, ${program.toFixed(0)} + ${database.toFixed(0)} µs`;
}
