import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const PREFIX = 'manumit-tests-';
/** Far more than a run fills (1.5 GB), so that tests never meet a full folder or a machine without memory. */
const MIN_FREE_BYTES = 8 * 1024 ** 3;

/**
 * Global setup of tests that start databases: where the machine has room in memory, the temporary folder of the run is there. Each test database is some 1,100
 * files that are soon removed; on a disk a ninth of the processor time of these tests went into the search for free inodes. Elsewhere it stays where it is.
 */
export default function setup(): (() => void) | undefined {
  // Set by the caller, or by an earlier project of the same run.
  if (process.env.TMPDIR !== undefined || !hasRoom()) return undefined;
  return moveInto(MEMORY);
}

/** Makes the temporary folder of this process in another folder, and removes there what killed runs left. Returns what undoes it. */
export function moveInto(parent: string): () => void {
  const before = process.env.TMPDIR;
  for (const name of readdirSync(parent)) if (isLeft(name)) rmSync(join(parent, name), { recursive: true, force: true });
  const folder = join(parent, `${PREFIX}${process.pid}`);
  // Passable, because root runs the server under another number.
  mkdirSync(folder, { mode: 0o711 });
  process.env.TMPDIR = folder;
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  };
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    const availableKib = Number(/^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .find(([, folder]) => folder === MEMORY);
    // A server that cannot read the checkout runs from a copy in its data directory.
    const mayExecute = mount?.[3]?.split(',').includes('noexec') === false;
    return mayExecute && Math.min(bavail * bsize, availableKib * 1024) > MIN_FREE_BYTES;
  } catch {
    // No Linux.
    return false;
  }
}

function isLeft(name: string): boolean {
  const pid = Number(name.startsWith(PREFIX) && name.slice(PREFIX.length));
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
