import type { Command } from 'commander';
import { AppError } from '#kernel/errors.ts';
import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { readConfig } from '../config/config.ts';
import { sayError } from '../errors-text.ts';
import { runsAsRoot } from '../launcher/database/owner.ts';

/** What a command of the command line found or did: for people as lines, for programs (`--json`) as data. `ok: false` makes it exit with 1. */
export type Report = { lines: readonly string[]; data: unknown; ok?: boolean };

/** Gives a command its `--json` and its one way to print and to fail. `run` gets the arguments and options commander read. */
export function reports<Arguments extends unknown[]>(command: Command, run: (...given: Arguments) => Promise<Report>): Command {
  return command.option('--json', 'print the result as JSON').action(async (...given: unknown[]) => {
    const asJson = command.opts<{ json?: boolean }>().json === true;
    try {
      const { lines, data, ok = true } = await run(...(given as Arguments));
      process.stdout.write(asJson ? `${JSON.stringify(data, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
      if (!ok) process.exitCode = 1;
    } catch (error) {
      fail(error, asJson);
    }
  });
}

/** Says why a command failed and makes the process exit with 1. Errors meant for the operator are told by their message alone. */
export function fail(error: unknown, asJson = false): void {
  process.exitCode = 1;
  const { name, stack, message: raw } = error instanceof Error ? error : new Error(String(error));
  const message = error instanceof AppError ? sayError(DEFAULT_LOCALE, error.code, error.details) : (sayFileFault(error) ?? raw);
  if (asJson) process.stdout.write(`${JSON.stringify({ error: message }, null, 2)}\n`);
  else process.stderr.write(`${PLAIN.has(name) || message !== raw ? message : stack}\n`);
}

// What the disk refuses is the operator's to mend: said with the path, and what to do.
function sayFileFault(error: unknown): string | undefined {
  const { code = '', path } = error as NodeJS.ErrnoException;
  const todo = FILE_FAULTS[code];
  if (!todo) return undefined;
  return `${path ? `${path} cannot be used (${code})` : `The disk refused (${code})`}: ${todo}`;
}

const FOREIGN = 'the user this program runs as may not use it. Give it to that user, or name another place.';
const NO_FOLDER = 'a file lies where a folder is wanted. Name another place.';
const FILE_FAULTS: Record<string, string> = {
  EACCES: FOREIGN,
  EPERM: FOREIGN,
  EROFS: 'it can only be read. Name another place.',
  ENOENT: 'there is no such file or folder. Make it first, or name another.',
  EEXIST: NO_FOLDER,
  ENOTDIR: NO_FOLDER,
  EISDIR: 'a folder lies where a file is wanted. Name a file.',
  ENOSPC: 'the disk is full. Free some space and run the command again.',
};

const PLAIN = new Set(['StartRefused', 'DamagedPolicy', 'DamagedFacts', 'AppError']);

/** The settings of this process. Throws StartRefused with all faults. */
export function configOfProcess(): ReturnType<typeof readConfig> {
  return readConfig(process.env, runsAsRoot());
}

/** Tells the operator something while a command runs; the result itself goes to standard output. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
