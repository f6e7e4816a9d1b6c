import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { CALLS, canFailCalls, KILLS } from './faults.ts';
import { injectFaults, type Outcome } from './inject-faults.ts';
import { startInstallation } from './installation.ts';

// The long run: `node test/crash/thousand.ts [faults] [--seed N] [--lanes N]`. Several installations run in parallel, because most of the time of a fault is
// waiting. Each is replaced after so many faults, otherwise reading everything back would take longer each time. Prints what hit and what was acknowledged.
// Fails if anything is lost, if a kind never hit, or if system calls cannot be made to fail here.
const PER_INSTALLATION = 50;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, lanes: { type: 'string', default: String(3 * availableParallelism()) } },
});
const count = Number(positionals[0] ?? 1_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`${count} faults, seed ${seed}, ${values.lanes} installations side by side`);
if (!canFailCalls()) {
  console.error('System calls cannot be failed here: install strace (apt-get install strace) and let it attach to processes.');
  process.exitCode = 1;
}

const nothing = (): Outcome => ({
  hits: new Map(),
  acknowledged: 0,
  statements: 0,
  reports: 0,
  contracts: 0,
  refused: 0,
  slowestMs: 0,
  retries: 0,
  wrong: [],
});
const total = nothing();
const sum = () => [...total.hits.values()].reduce((all, times) => all + times, 0);
let [started, answered] = [0, 0];

// On stderr, to be visible while it runs: the last line of stdout is kept as the result.
function reportProgress(): void {
  answered += 1;
  if (answered % 25 === 0) console.error(`${new Date().toISOString()} ${answered} faults, nothing lost so far`);
}

async function lane(): Promise<void> {
  while (started < count && total.wrong.length === 0) {
    const [own, faults] = [seed + started, Math.min(PER_INSTALLATION, count - started)];
    started += faults;
    const one = await injectFaults(faults, own, reportProgress).catch(
      (error: Error): Outcome => ({ ...nothing(), wrong: [`${error.message}\n${error.stack}`] }),
    );
    for (const [name, times] of one.hits) total.hits.set(name, (total.hits.get(name) ?? 0) + times);
    total.acknowledged += one.acknowledged;
    total.statements += one.statements;
    total.reports += one.reports;
    total.contracts += one.contracts;
    total.refused += one.refused;
    total.retries += one.retries;
    total.slowestMs = Math.max(total.slowestMs, one.slowestMs);
    total.wrong.push(...one.wrong);
    for (const line of one.wrong) console.error(`Seed ${own}: ${line}`);
  }
}

// An installation that starts and stops normally leaves its compiled program to the others.
await (await startInstallation()).close();
await Promise.all(Array.from({ length: Number(values.lanes) }, lane));
for (const [name, times] of total.hits) console.log(`${String(times).padStart(5)} ${name}`);
const never = [...KILLS, ...CALLS].filter(({ name }) => !total.hits.has(name));
for (const { name } of never) console.error(`Never injected: ${name}`);
if (total.wrong.length > 0 || never.length > 0 || sum() < count) process.exitCode = 1;
console.log(
  `${sum()} faults of ${total.hits.size} kinds, ${total.acknowledged} commands, ${total.statements} statements, ${total.reports} reports and ${total.contracts} acts on contracts acknowledged, ${total.wrong.length} wrong, slowest way back ${(total.slowestMs / 1000).toFixed(0)} s, ${total.retries} starts tried again`,
);
process.exit();
