import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import type pg from 'pg';
import { backUp } from '#app/backup/back-up.ts';
import { backupSigner } from '#app/backup/crypto/signatures.ts';
import { restoreCluster } from '#app/backup/restore/restore.ts';
import { startEmbedded } from '#app/launcher/database/embedded.ts';
import { prepareDatabase } from '#app/prepare-database.ts';
import { newId } from '#kernel/ids.ts';
import { connect } from '#platform/db/pool.ts';
import { masterKey } from '#platform/keys.ts';
import type { Figure } from './figures.ts';
import { ms, timeOf } from './measure.ts';

const MEBIBYTES = 1024;
const GOAL_MS = 90_000;

/** One gigabyte of documents that do not compress: backed up while the server runs, and restored with every table compared. */
export async function measureRestore(): Promise<Figure[]> {
  const folders = ['data', 'place', 'back'].map((name) => mkdtempSync(join(tmpdir(), `manumit-bench-${name}-`)));
  const [dataDirectory, place, back] = folders as [string, string, string];
  try {
    const server = await startEmbedded({ dataDirectory });
    const client = await connect(server.connection);
    await prepareDatabase(client, 'application');
    await fill(client);
    const identity = await generateHybridIdentity();
    const recipients = [await identityToRecipient(identity)];
    const started = performance.now();
    const signer = backupSigner([masterKey(1, new Date())]);
    const source = { connection: server.connection, exercise: false, dataDirectory };
    const { backup, contents } = await backUp({ source, place, recipients, signer, dataDirectory });
    const backedUp = performance.now() - started;
    await client.end();
    await server.stop();
    const bytes = backup.manifest.encrypted.bytes;
    const took = await timeOf(
      async () =>
        void (await restoreCluster({ backup, place, identity, signers: signer.signers, dataDirectory: back, requireNewest: false })),
    );
    const rows = contents.tables['evidence.document_chunk']!.rows;
    return [
      {
        what: `restore of ${(bytes / 1e9).toFixed(2)} GB encrypted (${rows} chunks of 1 MiB), every table compared`,
        measured: ms(took),
        yardstick: `its backup while the server runs: ${ms(backedUp)}`,
        ratio: (took / backedUp).toFixed(1),
        goal: `<= ${GOAL_MS / 1000} s`,
        met: took <= GOAL_MS && bytes >= 1e9,
      },
    ];
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

// Random bytes, because a compressible gigabyte would be smaller.
async function fill(client: pg.Client): Promise<void> {
  // Chunks of a file that does not exist: the measured code does not check foreign keys.
  await client.query('set session_replication_role = replica');
  const document = newId();
  for (let seq = 0; seq < MEBIBYTES; seq += 1)
    await client.query('insert into evidence.document_chunk (document_id, seq, bytes) values ($1, $2, $3)', [
      document,
      seq,
      randomBytes(1024 * 1024),
    ]);
}
