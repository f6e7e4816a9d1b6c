import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Client } from 'pg';
import { systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { type Connection, connect, createPool } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { noKeys } from '#platform/keys.ts';
import { Erasure, erasures, replayErasures } from '#rooms/log/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { asApplication } from '../launcher/installation.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { openSealed, sealInto } from './seal.ts';

const ERASED = 'erased';

/** Keeps the list of what two persons erased beside the backups, where it has grown: a restore of an older state erases it again. Ids only. */
export async function keepErased(connection: Connection, place: string, recipients: readonly string[], now = new Date()): Promise<void> {
  const client = await connect(connection);
  try {
    const list = await erasures(client);
    const folder = join(place, ERASED);
    const kept = existsSync(folder) ? readdirSync(folder).map((name) => Number.parseInt(name, 10)) : [];
    if (list.length <= Math.max(0, ...kept.filter(Number.isInteger))) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = `${String(list.length).padStart(8, '0')}-${now.toISOString().replaceAll(':', '-')}.json.zst.age`;
    await sealInto(join(folder, name), pieces(JSON.stringify(list)), recipients);
  } finally {
    await client.end();
  }
}

/** Everything that any list kept in this place says was erased. */
export async function readErased(place: string, identity: string): Promise<Erasure[]> {
  const folder = join(place, ERASED);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json.zst.age')) : [];
  const found = new Map<string, Erasure>();
  for (const name of files) {
    const text = (await buffer(await openSealed(join(folder, name), identity))).toString('utf8');
    for (const erasure of Erasure.array().parse(JSON.parse(text))) found.set(erasure.entryId, erasure);
  }
  return [...found.values()];
}

/** Erases again, on a database just restored, what it still holds of the list. Brings it up to date first if there is anything to do. Answers how many. */
export async function eraseAgain(client: Client, connection: Connection, secret: string, list: readonly Erasure[]): Promise<number> {
  const { rows } = await client.query<{ id: string }>('select entry_id as id from ledger.opening where entry_id = any ($1)', [
    list.map(({ entryId }) => entryId),
  ]);
  const still = new Set(rows.map(({ id }) => id));
  if (still.size === 0) return 0;
  const appPassword = deriveAppPassword(secret);
  await prepareDatabase(client, appPassword);
  const pool = createPool(asApplication(connection, appPassword), { max: 1 });
  const [session, token] = [newId(), randomBytes(32).toString('base64url')];
  try {
    await client.query('set role manumit_schema');
    await client.query('select identity.installation_session($1, $2)', [session, token]);
    const platform = {
      pool,
      clock: systemClock,
      diskIsLow: () => false,
      log: () => {},
      exercise: false,
      deskUrl: '',
      keys: noKeys(),
      services: { catalogue: currentCatalogue() },
    };
    return await replayErasures(
      platform,
      token,
      client,
      list.filter(({ entryId }) => still.has(entryId)),
    );
  } finally {
    await client.query('update identity.session set ended_at = now() where id = $1', [session]);
    await client.query('reset role');
    await pool.end();
  }
}

async function* pieces(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
