import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A living process. `started` distinguishes it from a later one with the same number; it is only compared, never read as a time. */
export type RunningProcess = { pid: number; started: string; program: string; command: string[] };

/** The process with this number, or undefined if there is none or only a zombie is left of it. Linux reads /proc, macOS asks ps. */
export function findProcess(pid: number): RunningProcess | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') return findInProc(pid);
  if (process.platform === 'win32') return findBySignal(pid);
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } });
  const found = /^(\S+)\s+((?:\S+\s+){4}\d{4})\s+(.*)$/.exec(stdout?.trim() ?? '');
  if (!found?.[3] || found[1]?.startsWith('Z')) return undefined;
  const command = found[3].split(' ');
  return { pid, started: found[2] ?? '', program: command[0]?.split('/').at(-1) ?? '', command };
}

function findInProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name is in brackets and may itself contain brackets and blanks, so the fields are counted after the last bracket.
    const close = stat.lastIndexOf(')');
    const fields = stat.slice(close + 2).split(' ');
    // Where the first process does not reap, a dead server stays as a zombie that still answers to signal 0.
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    return { pid, started: `${boot} ${fields[19]}`, program: stat.slice(stat.indexOf('(') + 1, close), command };
  } catch {
    return undefined;
  }
}

function findBySignal(pid: number): RunningProcess | undefined {
  try {
    process.kill(pid, 0);
    return { pid, started: 'unknown', program: '', command: [] };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? { pid, started: 'unknown', program: '', command: [] } : undefined;
  }
}
