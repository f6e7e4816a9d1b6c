import { hash } from 'node:crypto';
import { AppError } from '#kernel/errors.ts';
import { isId } from '#kernel/ids.ts';
import type { Platform } from './platform.ts';

/** The object of a read, as access records name it. A list that belongs to no single object has no id. */
export const OBJECT_KINDS = [
  'evidence-item',
  'document',
  'evidence',
  'dossier',
  'matrix',
  'participation',
  'round',
  'report',
  'people',
  'access',
  'roster',
] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** What a query of protected content declares: the kind of object, and which object an input requests. */
export type ProtectedObject<Input> = { readonly kind: ObjectKind; readonly id?: (input: Input) => string };

type Row = { session: string; kind: ObjectKind; object: string | null; outcome: 'read' | 'denied'; at: number };
type PendingRecords = { rows: Map<string, Row>; dropped: number; timer: NodeJS.Timeout | undefined; sending: Promise<void> };

const FLUSH_INTERVAL_MS = 1000;
// At two hundred bytes a row, a long database outage costs at most four megabytes.
const MAX_PENDING_ROWS = 20_000;
const pendingRecords = new WeakMap<Platform, PendingRecords>();

/**
 * Records that a signed-in person read protected content or was refused it. Records are kept in memory and written every second, apart from the read, so the
 * read never waits for them: a crash loses the records of the last second and nothing else.
 */
export function noteAccess(platform: Platform, token: string, kind: ObjectKind, object: string | null, outcome: Row['outcome']): void {
  let pending = pendingRecords.get(platform);
  if (pending === undefined) {
    pending = { rows: new Map(), dropped: 0, timer: undefined, sending: Promise.resolve() };
    pendingRecords.set(platform, pending);
  }
  const session = hash('sha256', token, 'hex');
  const key = `${session} ${kind} ${object} ${outcome}`;
  if (pending.rows.size >= MAX_PENDING_ROWS && !pending.rows.has(key)) pending.dropped++;
  else pending.rows.set(key, { session, kind, object, outcome, at: performance.now() });
  pending.timer ??= setTimeout(() => void flushAccess(platform), FLUSH_INTERVAL_MS).unref();
}

/** Whether an error is a refusal that access records keep: the person may not see the object, or the object does not exist for them. */
export function isDenial(error: unknown): boolean {
  return error instanceof AppError && (error.kind === 'forbidden' || error.kind === 'not-found');
}

const OBJECT_KIND_OF_FIELD: Readonly<Record<string, ObjectKind>> = {
  itemId: 'evidence-item',
  documentId: 'document',
  participationId: 'participation',
  roundId: 'round',
  partyId: 'dossier',
};

/** Records that a signed-in person was refused a command, under the object its input names. A command that is not refused is in the ledger. */
export function noteRefusedCommand(
  platform: Platform,
  token: string | null,
  input: Readonly<Record<string, unknown>>,
  error: unknown,
): void {
  if (token === null || !isDenial(error)) return;
  const field = Object.keys(OBJECT_KIND_OF_FIELD).find((name) => isId(String(input[name])));
  if (field) noteAccess(platform, token, OBJECT_KIND_OF_FIELD[field]!, input[field] as string, 'denied');
}

/** Writes the records collected so far; resolves when they are stored. Records that cannot be written now are kept for the next second. */
export async function flushAccess(platform: Platform): Promise<void> {
  const pending = pendingRecords.get(platform);
  if (pending === undefined) return;
  clearTimeout(pending.timer);
  pending.timer = undefined;
  pending.sending = pending.sending.then(() => sendPending(platform, pending));
  await pending.sending;
}

async function sendPending(platform: Platform, pending: PendingRecords): Promise<void> {
  const { rows, dropped } = pending;
  // After the program has closed its database, it writes nothing.
  if (rows.size === 0 || platform.pool.ending) return;
  pending.rows = new Map();
  pending.dropped = 0;
  if (dropped > 0) platform.log({ event: 'access-records-dropped', dropped });
  const now = performance.now();
  const records = [...rows.values()].map(({ at, ...row }) => ({ ...row, age: (now - at) / 1000 }));
  try {
    await platform.pool.query('select identity.record_access($1)', [JSON.stringify(records)]);
  } catch (error) {
    platform.log({ event: 'access-records-waiting', rows: rows.size, sqlstate: (error as { code?: string }).code });
    for (const [key, row] of pending.rows) if (rows.size < MAX_PENDING_ROWS || rows.has(key)) rows.set(key, row);
    pending.rows = rows;
    pending.timer ??= setTimeout(() => void flushAccess(platform), FLUSH_INTERVAL_MS).unref();
  }
}
