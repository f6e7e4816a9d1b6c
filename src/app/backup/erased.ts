import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Client } from 'pg';
import { z } from 'zod';
import { systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { type Connection, connect, createPool } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { noKeys } from '#platform/keys.ts';
import { missingPurges, Purge, purges, replayPurges } from '#rooms/evidence/index.ts';
import { Erasure, erasures, missingErasures, replayErasures } from '#rooms/log/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { currentCourses } from '#rooms/training/index.ts';
import { asApplication } from '../launcher/installation.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { openSealed, sealInto } from './seal.ts';

const ERASED = 'erased';

/** What two persons took away: the content of an act, or a piece of evidence. Ids only. */
export type TakenAway = Erasure | Purge;
const TakenAway = z.union([Erasure, Purge]);

/** Keeps the list of what two persons erased or purged beside the backups, where it has grown: a restore of an older state takes it away again. */
export async function keepErased(connection: Connection, place: string, recipients: readonly string[], now = new Date()): Promise<void> {
  const client = await connect(connection);
  try {
    // An ordinary deployer sees the rows of tables only as the role that owns them.
    await client.query('set role manumit_schema');
    const list: TakenAway[] = [...(await erasures(client)), ...(await purges(client))];
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

/** Everything that any list kept in this place says was taken away. */
export async function readErased(place: string, identity: string): Promise<TakenAway[]> {
  const folder = join(place, ERASED);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json.zst.age')) : [];
  const found = new Map<string, TakenAway>();
  for (const name of files) {
    const text = (await buffer(await openSealed(join(folder, name), identity))).toString('utf8');
    for (const one of TakenAway.array().parse(JSON.parse(text))) found.set('entryId' in one ? one.entryId : one.pieceId, one);
  }
  return [...found.values()];
}

/** Takes away again, on a database just restored, what it still holds of the list. Brings it up to date first if there is anything to do. Answers how many. */
export async function eraseAgain(client: Client, connection: Connection, secret: string, list: readonly TakenAway[]): Promise<number> {
  const erased = list.filter((one) => 'entryId' in one);
  const purged = list.filter((one) => 'pieceId' in one);
  await client.query('set role manumit_schema');
  const still = (await missingErasures(client, erased)).length + (await missingPurges(client, purged)).length;
  await client.query('reset role');
  if (still === 0) return 0;
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
      services: { catalogue: currentCatalogue(), courses: currentCourses() },
    };
    return (await replayErasures(platform, token, client, erased)) + (await replayPurges(platform, token, client, purged));
  } finally {
    await client.query('update identity.session set ended_at = now() where id = $1', [session]);
    await client.query('reset role');
    await pool.end();
  }
}

async function* pieces(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
