import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { connect } from '#platform/db/pool.ts';
import { reencryptColumn } from '#platform/encrypted-column.ts';
import { formatSigners, signerFromFile } from '../backup/crypto/signatures.ts';
import type { Config } from '../config/config.ts';
import { ENCRYPTED_COLUMNS } from '../keys/encrypted-columns.ts';
import { addMasterKey, keysFromFile, readKeyFile } from '../keys/key-file.ts';
import { openKeys } from '../keys/open-keys.ts';
import { recordRotation } from '../keys/rotate-keys.command.ts';
import { StartRefused } from '../start-refused.ts';
import { asInstallation } from './as-installation.ts';
import { configOfProcess, type Report, reports } from './command-line.ts';

/** `manumit keys`: lists the master keys, and rotates to a new one. Prints numbers, ids and dates, never a key. */
export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .summary('show and rotate the master keys')
    .description('Shows and changes the key file (docs/operate/keys.md).');
  reports(
    keys
      .command('show')
      .summary('print number, id and date of each master key')
      .description('Prints number, id and date of each master key, but never a key.'),
    async () => show(configOfProcess()),
  );
  reports(
    keys
      .command('rotate')
      .summary('create a new master key and re-encrypt everything with it')
      .description(
        'Creates a new master key, re-encrypts everything with it and records this in the ledger. A running server uses it automatically.',
      ),
    rotate,
  );
  reports(
    keys
      .command('signers')
      .option('--to <file>', 'file to write, such as IDENTITY.signers beside the identity that opens backups')
      .summary('print the public keys that verify backups')
      .description('Prints or writes all public keys of this installation. A restore needs them and the backup identity.'),
    async ({ to }: { to?: string }) => showSigners(configOfProcess(), to),
  );
}

function showSigners({ keyFile }: Config, to: string | undefined): Report {
  const { signers } = signerFromFile(keyFile);
  const text = formatSigners(signers);
  if (to === undefined) return { data: signers, lines: [text.trimEnd()] };
  const file = resolve(to);
  if (existsSync(file)) throw new StartRefused(`${file} already exists. Remove it first, or choose another name.`);
  writeFileSync(file, text, { mode: 0o644, flag: 'wx' });
  return {
    data: { ...signers, file },
    lines: [
      `The public keys of installation ${signers.installation} are in ${file}. Store it beside the backup identity: a restore needs it.`,
    ],
  };
}

function show({ keyFile }: Config): Report {
  const known = (readKeyFile(keyFile) ?? []).map(({ id, generation, created }) => ({ id, generation, created }));
  if (known.length === 0)
    return { data: { keyFile, keys: [] }, lines: [`There is no key file ${keyFile} yet. The first start creates it.`] };
  const newest = known.at(-1)!;
  return {
    data: { keyFile, keys: known },
    lines: [
      keyFile,
      ...known.map(({ id, generation, created }) => `  ${generation}  ${id}  ${created.slice(0, 10)}${id === newest.id ? '  in use' : ''}`),
    ],
  };
}

async function rotate(): Promise<Report> {
  return asInstallation(async ({ config, run }, installation) => {
    const client = await connect(installation.deployer);
    try {
      // Two rotations at once would each write a key file without the other's new key, and no operator means to rotate twice. The lock is released when this
      // process ends, however it ends.
      const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(hashtext('manumit keys rotate')) as free`);
      if (!rows[0]?.free)
        throw new StartRefused(
          'Another npx manumit keys rotate is rotating the keys. Nothing was changed. Wait until it is done; npx manumit keys show shows the result.',
        );
      const { id: keyId, generation } = addMasterKey(config.keyFile, new Date());
      await openKeys(client, config);
      const keys = keysFromFile(config.keyFile);
      let reencrypted = 0;
      for (const column of ENCRYPTED_COLUMNS) reencrypted += await reencryptColumn(client, keys, column);
      await run(recordRotation, { generation, keyId, reencrypted });
      return {
        data: { keyFile: config.keyFile, generation, keyId, reencrypted },
        lines: [
          `Master key ${keyId} (number ${generation}) is in use; ${reencrypted} values were re-encrypted with it. Older keys stay in the file: they open older backups.`,
          `Make a new copy of ${config.keyFile} and store it apart from the database and its backups.`,
        ],
      };
    } finally {
      await client.end();
    }
  });
}
