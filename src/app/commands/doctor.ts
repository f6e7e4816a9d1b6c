import type { Command } from 'commander';
import { runsAsRoot } from '../launcher/database/owner.ts';
import { reports } from './command-line.ts';
import type { Finding } from './health-check/finding.ts';
import { checkHealth } from './health-check/health-check.ts';

/** `manumit doctor`: reports what is wrong with this installation and how to repair it. Changes nothing. Exits with 1 if there is a fault. */
export function addDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .summary('report faults of this installation and how to repair them')
    .description(
      'Checks Node, settings, data directory, disk, database, migrations, policies, facts and the staff application. Changes nothing.',
    );
  reports(command, async () => {
    const findings = await checkHealth(process.env, runsAsRoot());
    const ok = findings.every(({ state }) => state !== 'fault');
    const verdict = ok ? 'No fault found.' : 'Repair what is marked "fault" and run this again.';
    return { ok, data: { ok, findings }, lines: [...findings.flatMap(linesOf), '', verdict] };
  });
}

const WIDTH = 20;

function linesOf({ about, state, found, repair }: Finding): string[] {
  const first = `${state.padEnd(12)}${about.padEnd(WIDTH)}${found}`;
  return repair ? [first, `${' '.repeat(12 + WIDTH)}-> ${repair}`] : [first];
}
