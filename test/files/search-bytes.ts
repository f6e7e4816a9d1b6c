import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** The forms in which the bytes of a text may be stored: as they are, in hex, in base64 at each of its three offsets, as UTF-16, and reversed. */
export function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  );
  return [
    bytes,
    Buffer.from(bytes.toString('hex')),
    ...base64.map((one) => Buffer.from(one)),
    Buffer.from(text, 'utf16le'),
    Buffer.from(bytes).reverse(),
  ];
}

/** Whether some of these bytes hold a text, in any of its forms. */
export function holds(bytes: readonly Buffer[], text: string): boolean {
  return formsOf(text).some((form) => bytes.some((one) => one.includes(form)));
}

const TIMES = /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)|\b(1\d{9})(\d{3})?\b|\b([\da-f]{8})-([\da-f]{4})-7[\da-f]{3}-/g;

/** The moments that a text names, in milliseconds: as a date with a time (UTC), as seconds or milliseconds since 1970, and in a UUID of version 7. */
export function timesIn(text: string): number[] {
  return [...text.matchAll(TIMES)].map(([, day, time, seconds, milliseconds = '000', high, low]) => {
    if (day !== undefined) return Date.parse(`${day}T${time}Z`);
    return seconds === undefined ? Number.parseInt(`${high}${low}`, 16) : Number(seconds + milliseconds);
  });
}

// A form of a code: nine groups of four digits.
const [SLICE_BYTES, CODE_DIGITS, CODE_LENGTH] = [64 * 1024 ** 2, 36, 44];

/** Which of these codes the bytes hold, in groups or without spaces. One pass, however many codes there are. */
export function codesIn(bytes: readonly Buffer[], codes: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (const one of codes.size === 0 ? [] : bytes)
    for (let at = 0; at < one.length; at += SLICE_BYTES)
      for (const run of one.toString('latin1', at, at + SLICE_BYTES + CODE_LENGTH).match(/(?:\d{4} ){8}\d{4}|\d{36,}/g) ?? [])
        for (let from = 0; from + CODE_DIGITS <= run.length; from += 1)
          for (const length of [CODE_DIGITS, CODE_LENGTH]) if (codes.has(run.slice(from, from + length))) found.push(run);
  return found;
}

/** Files below a folder as bytes. A file that is gone meanwhile belonged to another test. */
export function filesIn(folder: string, isWanted: (name: string) => boolean = () => true): Buffer[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && isWanted(one.name))
    .flatMap((one) => {
      try {
        return [readFileSync(join(one.parentPath, one.name))];
      } catch {
        return [];
      }
    });
}

const SCOPE = '/proc/sys/kernel/yama/ptrace_scope';

/** Whether a process may read the memory of another one: on Linux, as root or where the system sets no limit (Yama). */
export const CAN_READ_MEMORY: boolean =
  process.platform === 'linux' && (process.getuid?.() === 0 || !existsSync(SCOPE) || readFileSync(SCOPE, 'utf8').trim() === '0');

/**
 * The memory of a process of this machine, as a core dump of it would hold it (Linux only): every region that it can write, and with `shared` also what it shares
 * with others. The process goes on meanwhile.
 */
export function memoryOf(pid: number, { shared }: { shared: boolean }): Buffer[] {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, from, to, sharing] = /^([\da-f]+)-([\da-f]+) rw.([ps])/.exec(line) ?? [];
        if (from === undefined || to === undefined || (sharing === 's' && !shared)) return [];
        return readRegion(memory, Number.parseInt(from, 16), Number.parseInt(to, 16));
      });
  } finally {
    closeSync(memory);
  }
}

const BLOCK_BYTES = 1024 ** 2;
const NOTHING = Buffer.alloc(BLOCK_BYTES);

/** What a region holds, without blocks that were never written. The process may give some of it back while it is read. */
function readRegion(memory: number, start: number, end: number): Buffer[] {
  const runs: Buffer[][] = [[]];
  for (let at = start; at < end; at += BLOCK_BYTES) {
    const block = Buffer.alloc(Math.min(BLOCK_BYTES, end - at));
    try {
      readSync(memory, block, 0, block.length, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EIO') throw error;
    }
    if (block.equals(NOTHING.subarray(0, block.length))) runs.push([]);
    else runs.at(-1)!.push(block);
  }
  return runs.filter((run) => run.length > 0).map((run) => Buffer.concat(run));
}
