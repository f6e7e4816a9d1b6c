import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file that holds the instant at which the clock of servers is stopped, for those that one process starts. */
export const clockFileOf = (starter: number): string => join(tmpdir(), `manumit-clock-${starter}`);

// Run as a program it is the web process, with a clock stopped at the instant in the file. Timers run by the machine.
if (import.meta.main) {
  const file = clockFileOf(process.ppid);
  const MachineDate = Date;
  const instant = () => MachineDate.parse(readFileSync(file, 'utf8'));
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, given, from) => Reflect.construct(target, given.length === 0 ? [instant()] : given, from),
    get: (target, name) => (name === 'now' ? instant : Reflect.get(target, name)),
  });
  await import('#app/server.ts');
}
