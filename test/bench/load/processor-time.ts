import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { median } from '../measure.ts';

/** Microseconds of processor time: the program's own, and the database's (all processes of its server). */
export type ProcessorTime = { program: number; database: number };

// The kernel counts processor time in hundredths of a second (USER_HZ), independently of the machine's clock.
const MICROSECONDS_PER_TICK = 10_000;

/**
 * Processor time per command, of a process (this one by default) and of the database. Unlike a rate, it hardly depends on other load of the machine. Undefined
 * if the system does not report it (only Linux does), or if the server runs elsewhere.
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
  // A connection opened meanwhile counts from zero; a closed one is not counted.
  let database = 0;
  for (const [pid, ticks] of after) database += ticks - (before.get(pid) ?? 0);
  const spent = program === undefined ? user + system : (ticksOf(program)! - other!) * MICROSECONDS_PER_TICK;
  return { program: spent / acts, database: (database * MICROSECONDS_PER_TICK) / acts };
}

/** The process that answers requests, among those this one started. */
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

/** Median microseconds of the rounds as a table shows them, of the program and of the database; empty if unknown. */
export function describeTime(rounds: readonly (ProcessorTime | undefined)[]): string {
  const known = rounds.filter((round) => round !== undefined);
  if (known.length === 0) return '';
  const [program, database] = [median(known.map((round) => round.program)), median(known.map((round) => round.database))];
  return `, ${program.toFixed(0)} + ${database.toFixed(0)} µs`;
}
