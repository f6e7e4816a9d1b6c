import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '#kernel/clock.ts';
import { connect, createPool } from '#platform/db/pool.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { groupsOf } from '#rooms/reports/crypto/code.ts';
import { type Config, readExerciseConfig } from '../config/config.ts';
import { ACCOUNTS, BOUND, emailOf } from '../exercise/cast.ts';
import { FIRM_LINK_FILE } from '../exercise/contracts/keep-contracts.ts';
import { newPasswords, type Passwords } from '../exercise/open-accounts.ts';
import { CHANNEL_KEY, CHANNEL_SLUG, CODES, READERS } from '../exercise/reports/readers.ts';
import { ExerciseIncomplete, seedExercise } from '../exercise/seed.ts';
import { openKeys } from '../keys/open-keys.ts';
import { runsAsRoot } from '../launcher/database/owner.ts';
import type { Installation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { serve } from '../serve.ts';
import { StartRefused } from '../start-refused.ts';
import { fail, printNotice } from './command-line.ts';

/** `manumit exercise`: the same program on an invented alliance and a data directory of its own, for this machine only. `run` is another for development. */
export function addExercise(program: Command, run = serve): void {
  program
    .command('exercise')
    .summary('run an exercise with invented nations until Ctrl-C')
    .description(
      'Starts the program with an invented alliance, in a separate data directory and reachable from this machine only. Every start creates new passwords and prints them.',
    )
    .option('--json', 'print the addresses and accounts as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      try {
        const config = readExerciseConfig(process.env, runsAsRoot());
        const passwords = newPasswords();
        const prepare = (installation: Installation) => seed(installation, config, passwords);
        const onReady = () => {
          const accounts = accountsWith(passwords);
          const { publicUrl, deskUrl, dataDirectory } = config;
          const addresses = { exercise: `${publicUrl}/exercise`, publicUrl, deskUrl: `${deskUrl}/desk`, dataDirectory };
          const channel = channelAt(publicUrl, dataDirectory);
          const firm = firmAt(deskUrl, dataDirectory);
          process.stdout.write(
            json ? `${JSON.stringify({ ...addresses, accounts, channel, firm })}\n` : screen(addresses, accounts, channel, firm),
          );
        };
        if (!(await run({ config, exercise: true, log: printNotice, prepare, onReady }))) process.exitCode = 1;
      } catch (error) {
        fail(error, json);
      }
    });
}

async function seed({ app, deployer }: Installation, config: Config, passwords: Passwords): Promise<void> {
  // Forty people send commands at once over few connections, so on a busy machine the last of them waits long.
  const pool = createPool(app, { max: 6, timeoutMs: 60_000 });
  const client = await connect(deployer);
  const platform = {
    pool,
    clock: systemClock,
    diskIsLow: () => false,
    diskIsAtReserve: () => false,
    log: (line: Record<string, unknown>) => printNotice(JSON.stringify(line)),
    exercise: true,
    deskUrl: config.deskUrl,
    keys: await openKeys(client, config),
    services: { catalogue: currentCatalogue(), courses: currentCourses() },
  };
  const keepFile = (name: string, text: string) => writeFileSync(join(config.dataDirectory, name), text, { mode: 0o600 });
  try {
    await withProgress('Preparing the exercise', () => seedExercise({ platform, deployer: client, passwords, keepFile }));
  } catch (cause) {
    if (cause instanceof ExerciseIncomplete)
      throw new StartRefused(`${cause.message} Remove the directory ${config.dataDirectory} and start it again.`, { cause });
    throw cause;
  } finally {
    await Promise.all([pool.end(), client.end()]);
  }
}

/** `passphrase`: what unlocks the keys of a reader of the channel. It is the same at every start. */
type ShownAccount = { role: string; parties: string[]; name: string; email: string; password: string; passphrase?: string };
/** `key`: the file of the channel key, which signs the next list of readers; null where an earlier version made this exercise and kept none. */
type ShownChannel = {
  address: string;
  key: { file: string; passphrase: string } | null;
  codes: { code: string; report: keyof typeof CODES }[];
};

function accountsWith(passwords: Passwords): ShownAccount[] {
  const names = new Map(BOUND.map((party) => [party.code, party.name.en]));
  const passphrases = new Map(READERS.map(({ key, passphrase }) => [key, passphrase]));
  return ACCOUNTS.map((account) => ({
    role: account.role,
    parties: account.at.map((code) => names.get(code) ?? code),
    name: account.name,
    email: emailOf(account),
    password: passwords.get(account.key)!,
    ...(passphrases.has(account.key) && { passphrase: passphrases.get(account.key)! }),
  }));
}

function channelAt(publicUrl: string, dataDirectory: string): ShownChannel {
  const file = join(dataDirectory, CHANNEL_KEY.file);
  const key = existsSync(file) ? { file, passphrase: CHANNEL_KEY.passphrase } : null;
  const codes = (['answered', 'waiting'] as const).map((report) => ({ code: groupsOf(CODES[report]).join(' '), report }));
  return { address: `${publicUrl}/r/${CHANNEL_SLUG}`, key, codes };
}

/** The link of a firm under a contract; null where an earlier version made this exercise and kept none. */
function firmAt(deskUrl: string, dataDirectory: string): string | null {
  const file = join(dataDirectory, FIRM_LINK_FILE);
  return existsSync(file) ? `${deskUrl}${readFileSync(file, 'utf8')}` : null;
}

function screen(
  addresses: { exercise: string; deskUrl: string; dataDirectory: string },
  accounts: readonly ShownAccount[],
  { address, key, codes }: ShownChannel,
  firm: string | null,
): string {
  const role = Math.max(...accounts.map((one) => one.role.length));
  const email = Math.max(...accounts.map((one) => one.email.length));
  const lines = accounts.map((one) =>
    `  ${one.role.padEnd(role)}  ${one.email.padEnd(email)}  ${one.password}  ${one.parties.join(', ')}`.trimEnd(),
  );
  return [
    '',
    'EXERCISE. Invented nations and people; nothing here is real.',
    '',
    `  Start here  ${addresses.exercise}`,
    `  Desk        ${addresses.deskUrl}`,
    `  Data        ${addresses.dataDirectory}`,
    '',
    'Accounts by role, with the passwords of this start:',
    ...lines,
    '',
    'Readers of the reporting channel unlock their keys with a passphrase, the same at every start:',
    ...accounts.filter(({ passphrase }) => passphrase !== undefined).map((one) => `  ${one.email.padEnd(email)}  ${one.passphrase}`),
    '',
    ...(key === null
      ? []
      : [
          'File of its channel key, and the passphrase: with it the commander of the operation signs the next list of readers:',
          `  ${key.file}`,
          `  ${key.passphrase}`,
          '',
        ]),
    `Codes of two invented reporters, for ${address}/follow:`,
    ...codes.map(({ code, report }) => `  ${code}  ${report}`),
    '',
    ...(firm === null ? [] : ['Link of a firm under a contract of Corvania, for its page without account:', `  ${firm}`, '']),
    'Stop with Ctrl-C.',
    '',
    '',
  ].join('\n');
}
