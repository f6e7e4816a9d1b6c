import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#kernel/clock.ts';
import { type Connection, createPool } from '#platform/db/pool.ts';
import { countPublicRevision } from '#platform/db/public-version.ts';
import { noKeys } from '#platform/keys.ts';
import { createMailer } from '#platform/mail/mailer.ts';
import type { Platform } from '#platform/platform.ts';
import { type CourseContent, currentCourses, setCourseContent } from '#rooms/courses/index.ts';
import { type SingleSignOnSettings, singleSignOnOf } from '#rooms/people/index.ts';
import { currentCatalogue, type EditionContent, loadPolicyDecisions, setPolicies } from '#rooms/policy/index.ts';
import { findReportingPage } from '#rooms/reports/index.ts';
import { returnsOfParty } from '#rooms/returns/index.ts';
import type { Config } from './config/config.ts';
import { keysFromFile } from './keys/key-file.ts';
import { BALLAST_BYTES, readDisk } from './launcher/database/disk.ts';
import { emptyUploadFolder, uploadFolderOf } from './launcher/upload-folder.ts';
import { startSequencer } from './sequencer.ts';
import { buildApp } from './serving/build-app.ts';
import { createMetrics, serveMetrics } from './serving/metrics.ts';
import { watchReadiness } from './serving/readiness.ts';

/** What the launcher sends to the web process over their channel: never more than the application role's connection. */
export type WebOrder = {
  config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'deskUrl' | 'surface' | 'trustedProxy'> &
    Partial<Pick<Config, 'site' | 'keyFile' | 'dataDirectory' | 'metricsPort' | 'publication' | 'mail' | 'reporting'>>;
  app: Connection;
  /** The folder whose disk is watched, where the launcher runs the database. */
  watchedFolder: string | null;
  exercise: boolean;
  singleSignOn?: SingleSignOnSettings | undefined;
  /** Policies and courses as the launcher has read and checked them; without them this process reads its own. */
  read?: { policies: readonly EditionContent[]; courses: CourseContent } | undefined;
};

const CHECK_DISK_EVERY_MS = 500;
// A decision on a parameter holds from a later day on, so a few seconds' delay changes nothing except just before midnight.
const LOAD_DECISIONS_EVERY_MS = 10_000;
const DRAIN_MS = 10_000;

// The web process. The launcher starts it, sends its order and stops it; without the launcher it ends.
if (!process.send) {
  process.stderr.write('This is the web process of Manumit. Start it with: npm start\n');
  process.exit(1);
}
// Without its launcher no process would ever stop this one, nor the database behind it.
const leave = () => process.exit(1);
process.once('disconnect', leave);
const [order] = (await once(process, 'message')) as [WebOrder];
if (order.read) {
  setPolicies(order.read.policies);
  setCourseContent(order.read.courses);
}

const log = (line: Record<string, unknown>) => void process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
// A process that serves only the public gets no keys, so it cannot leak them.
const keys = order.config.surface === 'public' || !order.config.keyFile ? noKeys() : keysFromFile(order.config.keyFile);
const pool = createPool(order.app, {
  max: 8,
  onLost: (error) => log({ event: 'database-connection-lost', sqlstate: (error as { code?: string }).code }),
  onTrouble: (trouble) => {
    if (trouble === 'no-voucher-key' && !keys.isHeld) return;
    log({ event: `database-${trouble}` });
    // A connection that was tampered with is discarded; nothing else needs repair.
    if (trouble !== 'tampered' && process.connected) process.send!({ kind: 'database-trouble' });
  },
});
let [low, atReserve] = [false, false];
// Public visitors send no files.
const { surface, dataDirectory } = order.config;
const uploadFolder = surface === 'public' || !dataDirectory ? undefined : uploadFolderOf(dataDirectory);
if (uploadFolder) emptyUploadFolder(uploadFolder);
const platform: Platform = {
  pool,
  clock: systemClock,
  diskIsLow: () => low,
  diskIsAtReserve: () => atReserve,
  log,
  exercise: order.exercise,
  deskUrl: order.config.deskUrl,
  publicUrl: order.config.publicUrl,
  keys,
  ...(uploadFolder && { uploadFolder }),
  services: {
    catalogue: currentCatalogue(),
    courses: currentCourses(),
    readReturns: returnsOfParty,
    findReportingPage,
    ...(order.config.reporting && { reporting: order.config.reporting }),
    ...(order.config.mail && order.config.surface !== 'public' && { mailer: createMailer(order.config.mail) }),
    ...(order.singleSignOn && { singleSignOn: singleSignOnOf(order.singleSignOn, order.config.deskUrl) }),
  },
};
await loadPolicyDecisions(pool);
// While the database is away, the decisions known so far hold.
const decisions = setInterval(() => void loadDecisions().catch(() => {}), LOAD_DECISIONS_EVERY_MS);
const metrics = order.config.metricsPort ? await createMetrics(platform) : undefined;
const readiness = watchReadiness(platform);
const app = await buildApp({
  platform,
  surface: order.config.surface,
  site: order.config.site,
  requestMetrics: metrics?.requestMetrics,
  readiness,
  desk: fileURLToPath(new URL('../../dist/desk', import.meta.url)),
  trustedProxy: order.config.trustedProxy.join(',') || undefined,
});
const stopSequencer = startSequencer(platform, order.config.publication);
const disk = order.watchedFolder ? setInterval(() => void checkDisk(order.watchedFolder!), CHECK_DISK_EVERY_MS) : undefined;
if (order.watchedFolder) await checkDisk(order.watchedFolder);

const refuseStart = (port: number) => (error: NodeJS.ErrnoException) => {
  process.send!({ kind: 'failed', code: error.code ?? 'unknown', port });
  process.exit(1);
};
const { host, port, metricsPort } = order.config;
const metricsServer =
  metrics && metricsPort ? await serveMetrics(metrics, readiness.now, metricsPort).catch(refuseStart(metricsPort)) : undefined;
const address = await app.listen({ host, port }).catch(refuseStart(port));
process.send({ kind: 'ready', address });

let stopping = false;
process.on('message', (message: { kind?: string }) => {
  if (message.kind === 'drain') void stop(0);
});
process.off('disconnect', leave);
process.on('disconnect', () => void stop(1));
// Ctrl-C reaches the whole group: the launcher decides when this process drains.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

/** A public page that was made before these decisions were known here is not sent again. */
async function loadDecisions(): Promise<void> {
  if (await loadPolicyDecisions(pool)) countPublicRevision(pool);
}

async function checkDisk(folder: string): Promise<void> {
  try {
    const state = await readDisk(folder);
    if (state.isLow !== low) log({ event: state.isLow ? 'disk-below-watermark' : 'disk-has-room-again', freeBytes: state.freeBytes });
    low = state.isLow;
    atReserve = state.freeBytes < BALLAST_BYTES;
  } catch {
    // A folder that cannot be read says nothing about its space; the database's own errors will.
  }
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const forcedExit = setTimeout(() => process.exit(code || 2), DRAIN_MS);
  clearInterval(disk);
  clearInterval(decisions);
  metricsServer?.close();
  await app.close();
  await stopSequencer();
  platform.services.mailer?.close();
  await pool.end();
  clearTimeout(forcedExit);
  if (process.connected) process.send?.({ kind: 'stopped' });
  process.exit(code);
}
