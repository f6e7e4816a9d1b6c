import type { ClientBase } from 'pg';
import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { replayErasedReports as replay } from './replay-erased-reports.command.ts';

/** A report that was deleted after its period, as a restore needs it: its random id and the day. */
export const ErasedReport = z.strictObject({ reportId: z.uuid(), erasedOn: Day });
export type ErasedReport = z.output<typeof ErasedReport>;

/**
 * All reports that were deleted. They are kept apart from a backup, so that restoring an older backup brings none of them back. Runs as the owner of the schema.
 */
export async function erasedReports(client: Pick<ClientBase, 'query'>): Promise<ErasedReport[]> {
  const { rows } = await client.query(
    `select report_id as "reportId", erased_on::text as "erasedOn" from reports.erased_report order by erased_on, report_id`,
  );
  return rows as ErasedReport[];
}

/** Whether this installation has ever opened a channel for reports. Runs as the owner of the schema. */
export async function hasOpenedChannel(client: Pick<ClientBase, 'query'>): Promise<boolean> {
  const { rows } = await client.query('select exists (select from reports.channel where opened_on is not null) as opened');
  return rows[0].opened;
}

/** The reports of a list that this database still holds; a restore must delete them again. */
export async function missingErasedReports(client: Pick<ClientBase, 'query'>, list: readonly ErasedReport[]): Promise<ErasedReport[]> {
  const { rows } = await client.query('select id from reports.report where id = any ($1)', [list.map(({ reportId }) => reportId)]);
  const held = new Set(rows.map(({ id }) => id as string));
  return list.filter(({ reportId }) => held.has(reportId));
}

/** So many reports are deleted in one transaction: about a portion of the nightly deletion (`run-deletion`), in a fraction of the time that a statement may take. */
export const MAX_REPLAYED = 1000;

/** Deletes them again on a restored database, in portions: one statement for all of a flood would exceed its time limit. `token`: a session of the installation. Returns how many. */
export async function replayErasedReports(
  platform: Platform,
  token: string,
  client: Pick<ClientBase, 'query'>,
  list: readonly ErasedReport[],
): Promise<number> {
  const missing = await missingErasedReports(client, list);
  for (let first = 0; first < missing.length; first += MAX_REPLAYED) {
    const reportIds = missing.slice(first, first + MAX_REPLAYED).map(({ reportId }) => reportId);
    await runCommand(platform, replay, { token, key: newKey(), input: { reportIds } });
  }
  return missing.length;
}
