import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import type { CommandContext } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';

type Link = { command: `reports/${string}`; reportId: string; otherId: string; isSame: boolean };

/** Queues the one statement that checks that the caller holds both reports, sets or removes the mark, and records the act for its day. */
export async function writeLink({ write, now }: CommandContext, { command, reportId, otherId, isSame }: Link) {
  const detail = { command, report: reportId, other: otherId };
  const { salt, commitment } = commit(detail);
  write(sql`select reports.link_duplicate(${reportId}, ${otherId}, ${isSame}, ${dayOf(now)}, ${commitment}, ${salt},
    ${JSON.stringify(detail)})`);
  return { answer: { id: reportId }, entry: null };
}
