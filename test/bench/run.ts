import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../source-tree.ts';
import { measureCommands } from './commands.bench.ts';
import { type Figure, loadAverage, machine, tableOf } from './figures.ts';
import { measureHistory } from './history.bench.ts';
import { measureImport } from './import.bench.ts';
import { onInstallation } from './installation.ts';
import { measureOverhead, measureVerification } from './ledger.bench.ts';
import { measureRecords } from './lrs.bench.ts';
import { measureOffline } from './offline.bench.ts';
import { measureOverload } from './overload.bench.ts';
import { measureReadiness } from './readiness.bench.ts';
import { measureReport } from './report.bench.ts';
import { measureRestore } from './restore.bench.ts';
import { measureReturns } from './returns.bench.ts';
import { measureStarts } from './start.bench.ts';
import { measureWeight } from './weight.bench.ts';

// Every figure of the product, each beside a yardstick of the same run. `--only NAME` runs one case; all of them write docs/figures.md.
const CASES: Record<string, () => Promise<Figure[]>> = {
  commands: () => onInstallation(measureCommands),
  import: () => onInstallation(measureImport),
  history: () => onInstallation(measureHistory),
  ledger: async () => [...(await onInstallation(measureOverhead)), ...(await measureVerification())],
  lrs: () => onInstallation(measureRecords),
  offline: () => onInstallation(measureOffline),
  overload: () => onInstallation(measureOverload),
  readiness: () => onInstallation(measureReadiness),
  report: measureReport,
  restore: measureRestore,
  returns: () => onInstallation(measureReturns),
  weight: measureWeight,
  start: measureStarts,
};

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only !== undefined && !(only in CASES)) {
  console.error(`There is no case ${only}. Cases: ${Object.keys(CASES).join(', ')}.`);
  process.exit(1);
}
const busy = loadAverage();
const figures: Figure[] = [];
const failed: string[] = [];
for (const [name, measure] of Object.entries(CASES)) {
  if (only !== undefined && only !== name) continue;
  console.error(`Measuring: ${name}`);
  const found = await measure().catch((error: unknown) => {
    // The other cases are measured all the same; the table of a run that was not whole is not kept.
    console.error(error);
    failed.push(name);
    return [];
  });
  figures.push(...found);
  // Said as they come: a run that is stopped has still measured what it measured.
  for (const { what, measured, yardstick, ratio } of found) console.error(`  ${what}: ${measured}; ${yardstick}; ${ratio}`);
}
const postgres = await onInstallation(
  async ({ deployer }) => (await deployer.query('show server_version')).rows[0].server_version as string,
);
const about = `${machine(postgres)}; ${new Date().toISOString().slice(0, 10)}; load before the run ${busy}.`;
console.log(`\n${tableOf(figures)}\n\n${about}`);
if (failed.length > 0) {
  console.error(`Not measured: ${failed.join(', ')}. docs/figures.md stays as it is.`);
  process.exitCode = 1;
} else if (only === undefined)
  writeFileSync(
    join(ROOT, 'docs/figures.md'),
    `# Figures

Written by \`npm run bench\`. Each figure stands beside a yardstick of the same run on the same machine; data come from a seeded script
(\`test/bench/seed.ts\`). Commands are medians of three rounds taken in turns with their yardstick; times of reads are 95th percentiles.
The nearest published peer of the HTTP figure reaches 112 requests a second on one core.

${about}

${tableOf(figures)}
`,
  );
