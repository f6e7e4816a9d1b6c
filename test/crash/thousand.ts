import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { CALLS, canFailCalls, KILLS } from './faults.ts';
import { startInstallation } from './installation.ts';
import { type Outcome, strike } from './strike.ts';

// The long run: `node test/crash/thousand.ts [faults] [--seed N] [--lanes N]`. Several installations run in parallel, because most of the time of a fault is
// waiting. Each is replaced after so many faults, otherwise reading everything back would take longer each time. Prints what struck and what was acknowledged.
// Fails if anything is lost, if a kind never struck, or if system calls cannot be made to fail here.
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

const nothing = (): Outcome => ({ struck: new Map(), acknowledged: 0, statements: 0, refused: 0, slowestMs: 0, triedAgain: 0, wrong: [] });
const total = nothing();
const sum = () => [...total.struck.values()].reduce((all, times) => all + times, 0);
let [started, answered] = [0, 0];

// On stderr, to be visible while it runs: the last line of stdout is kept as the result.
function hear(): void {
  answered += 1;
  if (answered % 25 === 0) console.error(`${new Date().toISOString()} ${answered} faults, nothing lost so far`);
}

async function lane(): Promise<void> {
  while (started < count && total.wrong.length === 0) {
    const [own, faults] = [seed + started, Math.min(PER_INSTALLATION, count - started)];
    started += faults;
    const one = await strike(faults, own, hear).catch(
      (error: Error): Outcome => ({ ...nothing(), wrong: [`${error.message}\n${error.stack}`] }),
    );
    for (const [name, times] of one.struck) total.struck.set(name, (total.struck.get(name) ?? 0) + times);
    total.acknowledged += one.acknowledged;
    total.statements += one.statements;
    total.refused += one.refused;
    total.triedAgain += one.triedAgain;
    total.slowestMs = Math.max(total.slowestMs, one.slowestMs);
    total.wrong.push(...one.wrong);
    for (const line of one.wrong) console.error(`Seed ${own}: ${line}`);
  }
}

// An installation that starts and stops normally leaves its compiled program to the others.
await (await startInstallation()).close();
await Promise.all(Array.from({ length: Number(values.lanes) }, lane));
for (const [name, times] of total.struck) console.log(`${String(times).padStart(5)} ${name}`);
const never = [...KILLS, ...CALLS].filter(({ name }) => !total.struck.has(name));
for (const { name } of never) console.error(`Never struck: ${name}`);
if (total.wrong.length > 0 || never.length > 0 || sum() < count) process.exitCode = 1;
console.log(
  `${sum()} faults of ${total.struck.size} kinds, ${total.acknowledged} acts and ${total.statements} statements acknowledged, ${total.wrong.length} wrong, slowest way back ${(total.slowestMs / 1000).toFixed(0)} s, ${total.triedAgain} starts tried again`,
);
process.exit();
