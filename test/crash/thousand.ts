import { canFailCalls } from './faults.ts';
import { strike } from './strike.ts';

// The long run: `node test/crash/thousand.ts [faults] [seed]`. Prints what struck and what was acknowledged; fails where anything is lost, or where
// system calls cannot be failed here.
const count = Number(process.argv[2] ?? 1_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
console.log(`${count} faults, seed ${seed}`);
if (!canFailCalls()) {
  console.error('System calls cannot be failed here: install strace (apt-get install strace) and let it attach to processes.');
  process.exitCode = 1;
}
const { struck, acknowledged, refused, wrong } = await strike(count, seed, console.log);
for (const [name, times] of struck) console.log(`${String(times).padStart(5)} ${name}`);
console.log(`${acknowledged} acts acknowledged, ${refused} refused, ${wrong.length} wrong`);
for (const line of wrong) console.error(line);
if (wrong.length > 0) process.exitCode = 1;
