import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import {
  type FileFault,
  loadPartyFacts,
  PARTY_FILES,
  type PartiesLoaded,
  type PartyFiles,
  readPartyFiles,
  translateFault,
} from '#rooms/parties/index.ts';
import { adoptionIsMissing, recordAdoption } from './adoption.command.ts';
import { importTreatyTable } from './treaties/import-treaty-table.command.ts';
import { fingerprintOf, wasImported } from './treaties/treaty.store.ts';
import { readCrosschecks, readTreatyTable } from './treaties/treaty-file.ts';
import { evidenceIsUnsupported, withdrawUnsupported } from './withdraw-unsupported.command.ts';
import './permissions.ts';

/** The folder with the facts shipped in the product. */
export const FACTS_FOLDER = fileURLToPath(new URL('../../../facts', import.meta.url));

const TABLE_FILE = 'treaty-actions.csv';
const CHECKS_FILE = 'treaty-crosschecks.csv';

/** Facts files with faults, each with file, line and reason. The start refuses with this error. */
export class DamagedFacts extends Error {
  readonly faults: readonly (FileFault & { readonly reason: string })[];

  constructor(faults: readonly FileFault[]) {
    const worded = faults.map((fault) => ({ ...fault, reason: translateFault('en', fault) }));
    super(worded.map(({ file, line, reason }) => `facts/${file}:${line}: ${reason}`).join('\n'));
    this.name = 'DamagedFacts';
    this.faults = worded;
  }
}

/** The facts of a folder, read and checked. */
export type Facts = { parties: PartyFiles; table: string; crosschecks: string };

/** Reads every facts file. Throws `DamagedFacts` with all faults of all files; nothing is loaded while there is one. */
export function readFacts(folder = FACTS_FOLDER): Facts {
  const missing: FileFault[] = [];
  const text = (file: string): string => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch {
      missing.push({ file, line: 1, code: 'file-missing', values: {} });
      return '';
    }
  };
  const partyTexts = Object.fromEntries(PARTY_FILES.map((file) => [file, text(file)])) as Record<(typeof PARTY_FILES)[number], string>;
  const [table, crosschecks] = [text(TABLE_FILE), text(CHECKS_FILE)];
  if (missing.length > 0) throw new DamagedFacts(missing);
  const parties = readPartyFiles(partyTexts);
  const treaties = readTreatyTable(TABLE_FILE, table, new Set(parties.nations.map((row) => row.value.iso2)));
  const checks = readCrosschecks(CHECKS_FILE, crosschecks, treaties.rows);
  const damagedRegister = parties.faults.some((fault) => fault.file === 'parties.csv');
  // Without a valid register it is unknown which nations exist.
  const treatyFaults = treaties.faults.filter((fault) => !(damagedRegister && fault.code === 'not-in-register'));
  const faults = [...parties.faults, ...treatyFaults, ...(treatyFaults.length === 0 ? checks.faults : [])];
  if (faults.length > 0) throw new DamagedFacts(faults);
  return { parties, table, crosschecks };
}

/** Records the adoption of the policy for each Ally that lacks it, such as a nation that has become a member since. */
export async function ensureAdoption(platform: Platform, token: string): Promise<void> {
  if (await runQuery(platform, adoptionIsMissing, { token, input: {} }))
    await runCommand(platform, recordAdoption, { token, key: newKey(), input: {} });
}

/** Withdraws treaty evidence that contradicts the table, such as what version 0.2.0 left counting after a deposit was corrected to unknown. */
async function ensureSupported(platform: Platform, token: string): Promise<void> {
  if (await runQuery(platform, evidenceIsUnsupported, { token, input: {} }))
    await runCommand(platform, withdrawUnsupported, { token, key: newKey(), input: {} });
}

const tableWasImported = defineQuery({
  name: 'nations/table-was-imported',
  permission: 'nations:import',
  input: z.strictObject({ table: z.string() }),
  answer: z.boolean(),
  run: ({ db }, { table }) => wasImported(db, fingerprintOf(table)),
});

/** Result of loading; `treatyRows` is null if this exact table was imported before. */
export type FactsLoaded = PartiesLoaded & { treatyRows: number | null };

/**
 * Loads the facts by the commands people use, as the subject of the session token (the installation's own), at first start and by `manumit facts import`. A
 * repeat adds only what is new, and never a table that was imported before, so corrections and undone imports stay.
 */
export async function loadFacts(platform: Platform, token: string, folder = FACTS_FOLDER): Promise<FactsLoaded> {
  const { parties, table, crosschecks } = readFacts(folder);
  const loaded = await loadPartyFacts(platform, token, parties);
  await ensureAdoption(platform, token);
  await ensureSupported(platform, token);
  if (await runQuery(platform, tableWasImported, { token, input: { table } })) return { ...loaded, treatyRows: null };
  const { added, changed } = await runCommand(platform, importTreatyTable, {
    token,
    key: newKey(),
    input: { title: `facts/${TABLE_FILE}`, table, crosschecks },
  });
  return { ...loaded, treatyRows: added + changed };
}
