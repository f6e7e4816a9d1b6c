import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DamagedPolicy, loadPolicies, POLICIES_FOLDER } from '#rooms/policy/index.ts';
import { type Report, reports } from './command-line.ts';

/** `manumit policy check [folder]`: reads every edition below a folder and names each fault by file and line. */
export function addPolicy(program: Command): void {
  const policy = program.command('policy').summary('look at the policies').description('Works on policies as data.');
  const check = policy
    .command('check')
    .argument('[folder]', 'folder that holds one folder per edition', POLICIES_FOLDER)
    .summary('name every fault of the policy files')
    .description('Reads every edition below a folder and names each fault by file, line and reason.');
  reports(check, async (folder: string) => checkPolicies(resolve(folder)));
}

function checkPolicies(folder: string): Report {
  try {
    const editions = loadPolicies(folder).map(({ id, obligations }) => ({ id, obligations: obligations.length }));
    return {
      data: { ok: true, editions, faults: [] },
      lines: editions.map(({ id, obligations }) => `${id}: ${obligations} obligations, no fault.`),
    };
  } catch (error) {
    if (!(error instanceof DamagedPolicy)) throw error;
    const faults = error.faults.map(({ file, line, reason }) => ({ file, line, reason }));
    return {
      ok: false,
      data: { ok: false, editions: [], faults },
      lines: faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`),
    };
  }
}
