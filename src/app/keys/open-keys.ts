import type { ClientBase } from 'pg';
import { ensureVoucherKey } from '#platform/identity/voucher.ts';
import type { Keys } from '#platform/keys.ts';
import { storeCertificateKeys } from '#rooms/learning/index.ts';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../start-refused.ts';
import { createKeyFile, keysFromFile, readKeyFile } from './key-file.ts';

/**
 * The keys of an installation, created at its first start. The database stores the ids of the keys it was encrypted with. A missing or foreign key file is refused
 * before anything is encrypted with the wrong key.
 * Runs as the deployer on a migrated database. Throws StartRefused.
 */
export async function openKeys(client: ClientBase, { keyFile }: Pick<Config, 'keyFile'>): Promise<Keys> {
  await client.query('begin');
  try {
    await client.query('set local role manumit_schema');
    // Of two first starts on one server, the second must see what the first recorded.
    await client.query('lock table platform.master_key in exclusive mode');
    const { rows } = await client.query<{ id: string; since: string }>(
      `select id, to_char(recorded_at, 'YYYY-MM-DD') as since from platform.master_key order by generation`,
    );
    const found = readKeyFile(keyFile);
    const missing = rows.filter(({ id }) => !found?.some((key) => key.id === id));
    if (missing.length > 0)
      throw new StartRefused(
        `${found ? `The key file ${keyFile} does not hold` : `There is no key file ${keyFile} with`} the master key ${missing.map(({ id, since }) => `${id} of ${since}`).join(', ')}, ` +
          'with which this database was encrypted. Restore your copy of it, or set KEY_FILE to its path.',
      );
    for (const { id, generation } of found ?? createKeyFile(keyFile, new Date()))
      await client.query('insert into platform.master_key (id, generation) values ($1, $2) on conflict (id) do nothing', [id, generation]);
    const keys = keysFromFile(keyFile);
    await ensureVoucherKey(client, keys);
    await storeCertificateKeys(client, keys);
    await client.query('commit');
    return keys;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
