import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { startEmbedded } from '#app/launcher/database/embedded.ts';
import { prepareDatabase } from '#app/prepare-database.ts';
import { systemClock } from '#kernel/clock.ts';
import { closeToStatements } from '#platform/db/close-to-statements.ts';
import { type Connection, connect, createPool } from '#platform/db/pool.ts';
import { keysOf, masterKey } from '#platform/keys.ts';
import type { Platform } from '#platform/platform.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';

/** A separate installation for measuring: embedded database, migrated, with a signed-in member of the policy office. */
export type Installation = {
  platform: Platform;
  deployer: pg.Client;
  /** The application role's connection to the database, as given to a web process. */
  app: Connection;
  /** A person who holds these grants; party ids as in the register. */
  givenSession: (grants: { role: string; partyId: string | null }[]) => Promise<string>;
  party: (kind: string, code: string, name: string, ally?: boolean) => Promise<string>;
  close: () => Promise<void>;
};

const PASSWORD = 'application role of the bench';

/** Starts it in a folder under the system's temporary one; `max` connections for the application. */
async function startInstallation(max = 10): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-'));
  const server = await startEmbedded({ dataDirectory: folder });
  const deployer = await connect(server.connection);
  await prepareDatabase(deployer, PASSWORD);
  // As the launcher does at each start. Otherwise each transaction pays for a check that the embedded server does not need (docs/decisions/041).
  await closeToStatements(deployer);
  const app = { ...server.connection, user: 'manumit_app', password: PASSWORD };
  const ring = [masterKey(1, new Date())];
  const pool = createPool(app, { max });
  const recorder = (
    await deployer.query<{ who: string }>('select identity.installation_session($1, $2) as who', [randomUUID(), randomUUID()])
  ).rows[0]!.who;
  return {
    platform: {
      pool,
      clock: systemClock,
      diskIsLow: () => false,
      diskIsAtReserve: () => false,
      log: () => {},
      exercise: false,
      deskUrl: 'http://localhost',
      keys: keysOf(() => ring),
      services: { catalogue: currentCatalogue(), courses: currentCourses() },
    },
    deployer,
    app,
    async givenSession(grants) {
      const [person, token] = [randomUUID(), randomBytes(32).toString('base64url')];
      await deployer.query('insert into identity.person (id, name) values ($1, $2)', [person, 'Bench']);
      await deployer.query(
        `insert into identity.session (id, person_id, token_hash, ends_at) values ($1, $2, sha256(convert_to($3, 'UTF8')), now() + interval '12 hours')`,
        [randomUUID(), person, token],
      );
      for (const { role, partyId } of grants)
        await deployer.query(
          `insert into identity.role_grant (id, person_id, role, party_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
          [randomUUID(), person, role, partyId],
        );
      return token;
    },
    async party(kind, code, name, ally = kind === 'nation') {
      const id = randomUUID();
      await deployer.query(
        `insert into parties.party (id, kind, code, name_en, name_fr, body_kind, source, recorded_at, recorded_by) values ($1, $2, $3, $4, $4, $5, 'bench', now(), $6)`,
        [id, kind, code, name, kind === 'body' ? 'headquarters' : null, recorder],
      );
      if (ally)
        await deployer.query(
          `insert into parties.membership (id, party_id, from_date, source, recorded_at, recorded_by) values ($1, $2, '2000', 'bench', now(), $3)`,
          [randomUUID(), id, recorder],
        );
      if (kind === 'operation') await deployer.query(`insert into parties.operation (party_id, theatre) values ($1, 'Bench')`, [id]);
      return id;
    },
    async close() {
      await pool.end();
      await deployer.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Measures on a separate installation, which is removed afterwards. */
export async function onInstallation<T>(measure: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await startInstallation();
  try {
    return await measure(installation);
  } finally {
    await installation.close();
  }
}
