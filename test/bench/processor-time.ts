import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { median } from './measure.ts';

/** Microseconds of processor time: the program's own, and the database's (all processes of its server). */
export type ProcessorTime = { program: number; database: number };

// The kernel counts a process in hundredths of a second (USER_HZ), whatever the clock of the machine is.
const MICROSECONDS_PER_TICK = 10_000;

/**
 * Processor time per act, by this process and by the database's. Unlike a rate it hardly changes with what else the machine does. Undefined where
 * the system does not tell (only Linux does), or where the server runs elsewhere.
 */
export async function processorTimeOf(deployer: pg.Client, work: () => Promise<number>): Promise<ProcessorTime | undefined> {
  const { rows } = await deployer.query<{ pid: number }>('select pid from pg_stat_activity where pid <> pg_backend_pid()');
  const pids = rows.map(({ pid }) => pid);
  const [own, before] = [process.cpuUsage(), ticksOf(pids)];
  const acts = await work();
  const { user, system } = process.cpuUsage(own);
  const after = ticksOf(pids);
  if (before === undefined || after === undefined || acts === 0) return undefined;
  return { program: (user + system) / acts, database: ((after - before) * MICROSECONDS_PER_TICK) / acts };
}

function ticksOf(pids: readonly number[]): number | undefined {
  try {
    return pids
      .map((pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '))
      .reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0);
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
