import type { Command } from 'commander';
import { AppError } from '#kernel/errors.ts';
import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { readConfig } from '../config/config.ts';
import { translateError } from '../errors-text.ts';
import { runsAsRoot } from '../launcher/database/owner.ts';

/** The result of a command: lines for people, data for programs (`--json`). `ok: false` makes it exit with 1. */
export type Report = { lines: readonly string[]; data: unknown; ok?: boolean };

/** Adds `--json` to a command, and the shared code that prints its result or its error. `run` gets the arguments and options that commander read. */
export function reports<Arguments extends unknown[]>(command: Command, run: (...args: Arguments) => Promise<Report>): Command {
  return command.option('--json', 'print the result as JSON').action(async (...args: unknown[]) => {
    const asJson = command.opts<{ json?: boolean }>().json === true;
    try {
      const { lines, data, ok = true } = await run(...(args as Arguments));
      process.stdout.write(asJson ? `${JSON.stringify(data, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''));
      if (!ok) process.exitCode = 1;
    } catch (error) {
      fail(error, asJson);
    }
  });
}

/** Prints why a command failed and makes the process exit with 1. For errors meant for the operator, only the message is printed. */
export function fail(error: unknown, asJson = false): void {
  process.exitCode = 1;
  const { name, stack, message: raw } = error instanceof Error ? error : new Error(String(error));
  const message = error instanceof AppError ? translateError(DEFAULT_LOCALE, error.code, error.details) : (describeFileFault(error) ?? raw);
  if (asJson) process.stdout.write(`${JSON.stringify({ error: message }, null, 2)}\n`);
  else process.stderr.write(`${MESSAGE_ONLY.has(name) || message !== raw ? message : stack}\n`);
}

// The operator can repair errors of the disk: the message gives the path and what to do.
function describeFileFault(error: unknown): string | undefined {
  const { code = '', path } = error as NodeJS.ErrnoException;
  const repair = FILE_FAULTS[code];
  if (!repair) return undefined;
  return `${path ? `${path} cannot be used (${code})` : `The disk refused (${code})`}: ${repair}`;
}

const WRONG_USER = 'the user of this program may not use it. Give it to that user, or name another place.';
const NOT_A_FOLDER = 'a file is where a folder is needed. Name another place.';
const FILE_FAULTS: Record<string, string> = {
  EACCES: WRONG_USER,
  EPERM: WRONG_USER,
  EROFS: 'it is read-only. Name another place.',
  ENOENT: 'there is no such file or folder. Create it first, or name another.',
  EEXIST: NOT_A_FOLDER,
  ENOTDIR: NOT_A_FOLDER,
  EISDIR: 'it is a folder, and a file is needed. Name a file.',
  ENOSPC: 'the disk is full. Free some space and run the command again.',
};

const MESSAGE_ONLY = new Set(['StartRefused', 'SchemaRefused', 'DamagedPolicy', 'DamagedFacts', 'AppError']);

/** The settings of this process. Throws StartRefused that lists every fault. */
export function configOfProcess(): ReturnType<typeof readConfig> {
  return readConfig(process.env, runsAsRoot());
}

/** Prints a message for the operator on standard error while a command runs; the result goes to standard output. */
export function printNotice(line: string): void {
  process.stderr.write(`${line}\n`);
}
