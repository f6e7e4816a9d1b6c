import { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import { may } from '#platform/identity/subject.ts';
import { toStoredCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { readLastPublished, readLogKeys, sqlOf } from '#platform/ledger/log-store.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { LogState, type WitnessView } from './log.schema.ts';
import { listWitnesses, paddingBelow, signedAfter } from './log.store.ts';
import { witnessingOf } from './witnesses/witnessing.rules.ts';
import './permissions.ts';

/** The state of the log: size, keys, what is published, its witnesses. For those who check it and those who run it. */
export const getLog = defineQuery({
  name: 'transparency-log/get-log',
  permission: 'transparency-log:state',
  input: z.strictObject({}),
  answer: LogState,
  async run(context) {
    const { db, now } = context;
    const sql = sqlOf(db);
    const published = await readLastPublished(sql);
    const rows = await listWitnesses(db);
    const witnesses: WitnessView[] = rows.map((row) => ({
      id: row.id,
      name: row.name,
      url: row.url,
      vkey: row.vkey,
      size: Number(row.size),
      signedAt: row.signed_at === null ? null : new Date(row.signed_at).toISOString(),
      fault: row.fault as WitnessView['fault'],
      faultAt: row.fault_at === null ? null : new Date(row.fault_at).toISOString(),
    }));
    const size = published?.size ?? 0;
    return {
      size,
      padding: may(subjectOf(context), 'transparency-log:sample', null)
        ? (await paddingBelow(db, size)).reduce((sum, { count }) => sum + count, 0)
        : null,
      keys: await readLogKeys(sql),
      published: published ? toStoredCheckpoint(published) : null,
      ...(await witnessingNow(db, witnesses, now)),
      witnesses,
    };
  },
});

async function witnessingNow(db: Database, witnesses: readonly WitnessView[], now: Date) {
  const sizes = [...new Set(witnesses.map(({ size }) => size))];
  const missed = new Map(await Promise.all(sizes.map(async (size) => [size, await signedAfter(db, size)] as const)));
  return witnessingOf(witnesses, (size) => missed.get(size) ?? null, now);
}
