import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../source-tree.ts';
import { measureAgainst } from './before.bench.ts';
import { measureCommands } from './commands.bench.ts';
import { measureContractStories } from './documents/contract-stories.bench.ts';
import { measureContractTable } from './documents/contract-table.bench.ts';
import { measureContracts, measureReading } from './documents/contracts.bench.ts';
import { measureReport } from './documents/report.bench.ts';
import { type Figure, loadAverage, machine, tableOf } from './figures.ts';
import { measureHistory } from './history.bench.ts';
import { measureImport } from './import.bench.ts';
import { onInstallation } from './installation.ts';
import { measureEncryption } from './intake/encryption.bench.ts';
import { measureFlood } from './intake/flood.bench.ts';
import { measureInbox } from './intake/inbox.bench.ts';
import { measureRecords } from './intake/lrs.bench.ts';
import { measureMailbox } from './intake/mailbox.bench.ts';
import { measurePoster } from './intake/poster.bench.ts';
import { measureReports } from './intake/reports.bench.ts';
import { measureOverhead, measureVerification } from './ledger.bench.ts';
import { measureHandOver } from './lists/hand-over.bench.ts';
import { measureHome } from './lists/home.bench.ts';
import { measureSearch } from './lists/search.bench.ts';
import { measureOffline } from './offline.bench.ts';
import { measureOverload } from './overload.bench.ts';
import { measurePublic } from './public.bench.ts';
import { measureReadiness } from './readiness.bench.ts';
import { measureRestore } from './restore.bench.ts';
import { measureReturns } from './returns.bench.ts';
import { measureSignInFlood } from './sign-in.bench.ts';
import { measureStarts } from './start.bench.ts';
import { measureWeight } from './weight.bench.ts';

const { only, before } = parseArgs({ options: { only: { type: 'string' }, before: { type: 'string' } } }).values;

// Every figure of the product, each compared with a yardstick of the same run. `--only commands,lrs` runs some cases; each writes its section of
// docs/figures.md. `--before FOLDER` compares with an earlier checkout that has its packages installed.
const CASES: Record<string, () => Promise<Figure[]>> = {
  before: () => measureAgainst(resolve(before ?? missing('--before FOLDER'))),
  commands: () => onInstallation(measureCommands),
  contracts: async () => [...(await measureContracts()), ...(await onInstallation(measureReading))],
  flood: () => onInstallation(measureFlood),
  'contract stories': measureContractStories,
  'contract table': () => onInstallation(measureContractTable),
  import: () => onInstallation(measureImport),
  history: () => onInstallation(measureHistory),
  'hand-over': measureHandOver,
  home: () => onInstallation(measureHome),
  inbox: async () => [...(await onInstallation(measureInbox)), ...(await measureEncryption())],
  ledger: async () => [...(await onInstallation(measureOverhead)), ...(await measureVerification())],
  lrs: () => onInstallation(measureRecords),
  mailbox: () => onInstallation(measureMailbox),
  offline: () => onInstallation(measureOffline),
  overload: () => onInstallation(measureOverload),
  poster: measurePoster,
  'public pages': () => onInstallation(measurePublic),
  readiness: () => onInstallation(measureReadiness),
  report: measureReport,
  reports: () => onInstallation(measureReports),
  restore: measureRestore,
  returns: () => onInstallation(measureReturns),
  search: () => onInstallation(measureSearch),
  'sign-in': () => onInstallation(measureSignInFlood),
  weight: measureWeight,
  start: measureStarts,
};

function missing(option: string): never {
  throw new Error(`This case needs ${option}.`);
}

const FIGURES = join(ROOT, 'docs/figures.md');
const HEAD = `# Figures

Written by \`npm run bench\`, a section for each case with its machine, commit and date; a case that was not run keeps its section. Each figure has a yardstick from
the same run on the same machine; the data come from a seeded script (\`test/bench/load/seed.ts\`). Figures of commands are medians of three rounds, each followed by a round of its yardstick; times
of reads are 95th percentiles. The nearest published peer of the HTTP figure reaches 112 requests a second on one core.
`;

/** Puts the section of a case into docs/figures.md, in the order of the cases. Written after each case, so that an interrupted run keeps its results. */
function keep(name: string, section: string): void {
  const known = existsSync(FIGURES) ? readFileSync(FIGURES, 'utf8').split(/^(?=## )/m) : [];
  const sections = Object.keys(CASES).flatMap((one) => (one === name ? [section] : known.filter((text) => text.startsWith(`## ${one}\n`))));
  writeFileSync(FIGURES, [HEAD, ...sections.map((text) => `${text.trim()}\n`)].join('\n'));
}

// A comparison of two checkouts runs only if the earlier one is given.
const names = only?.split(',') ?? Object.keys(CASES).filter((name) => before !== undefined || name !== 'before');
const unknown = names.filter((name) => !(name in CASES));
if (unknown.length > 0) {
  console.error(`There is no case ${unknown.join(', ')}. Cases: ${Object.keys(CASES).join(', ')}.`);
  process.exit(1);
}
const git = (...words: string[]) => spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', ':!docs') ? ' and uncommitted changes' : ''}`;
const postgres = await onInstallation(
  async ({ deployer }) => (await deployer.query('show server_version')).rows[0].server_version as string,
);
for (const name of names) {
  console.error(`Measuring: ${name}`);
  const busy = loadAverage();
  const figures = await CASES[name]!().catch((error: unknown) => {
    // The other cases still run, and this one keeps its earlier section.
    console.error(error);
    process.exitCode = 1;
    return undefined;
  });
  if (figures === undefined) continue;
  const about = `${machine(postgres)}; ${commit}, ${new Date().toISOString().slice(0, 10)}; load before the case ${busy}.`;
  console.log(`\n${tableOf(figures)}\n\n${about}`);
  keep(name, `## ${name}\n\n${about}\n\n${tableOf(figures)}`);
}
