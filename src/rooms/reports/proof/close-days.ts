import { dayOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { hashLeaf, rootOfHashes } from '#platform/ledger/merkle/tree.ts';
import type { CloseDays, ClosingEntry } from '#platform/ledger/publish-log.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { encode } from '../crypto/bytes.ts';
import { hashOf, newestKey } from '../manifest/manifest.ts';
import { DAY_COMMAND, DAY_SUBJECT, type DayDetail } from './day-leaf.ts';

type DueDay = {
  installation: string;
  channel: string;
  day: string;
  first_key: Buffer;
  successors: Buffer[];
  manifest_number: number | null;
  manifest: Buffer | null;
  hashes: Buffer[];
};

const DAY_MS = 86_400_000;

/** The root over the hashes of a day, sorted, so that it reveals no order: the tree of the log (RFC 9162) with each hash as the content of a leaf. */
export function rootOfDay(hashes: readonly Uint8Array[]): Buffer {
  return rootOfHashes(Buffer.concat(hashes.toSorted(Buffer.compare).map(hashLeaf)));
}

/**
 * Makes the leaf of each day and channel that has ended and has none (5e), in the transaction that publishes the log. So each day has one, also where the program was
 * off or was killed. A day without acts looks like any other: one hash, with its own salt, is that of the leaf itself.
 */
export const closeReportDays: CloseDays = async (client, now) => {
  const yesterday = dayOf(new Date(now.getTime() - DAY_MS));
  const { rows } = await client.query<DueDay>(
    `select installation, channel, to_char(day, 'YYYY-MM-DD') as day, first_key, successors, manifest_number, manifest, hashes
      from reports.days_to_close($1)`,
    [yesterday],
  );
  const entries: ClosingEntry[] = [];
  for (const { installation, channel, day, first_key, successors, manifest_number, manifest, hashes } of rows) {
    const ownAction = { command: DAY_COMMAND };
    const own = commit(ownAction);
    const root = rootOfDay([...hashes, own.commitment]);
    const key = newestKey(channel, { first: first_key, successors }, null);
    const detail: DayDetail = { day, key: key && encode(key), manifest: manifest && hashOf(manifest), root: encode(root) };
    const id = newId();
    await client.query('select reports.close_day($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      channel,
      day,
      manifest_number,
      successors.length,
      root,
      id,
      own.commitment,
      own.salt,
      JSON.stringify(ownAction),
    ]);
    entries.push({
      id,
      installation,
      command: DAY_COMMAND,
      clauses: SUPPORT_CLAUSES(),
      subjectKind: DAY_SUBJECT,
      subjectId: channel,
      detail,
    });
  }
  return entries;
};
