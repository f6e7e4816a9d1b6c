import { newKey, runCommand } from '#platform/command.ts';
import { isDatabaseLost } from '#platform/database-error.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { recordedCounts } from '../retention.rules.ts';
import { countPagesOfRules } from './count-pages.query.ts';
import { deleteExpired } from './delete-expired.command.ts';
import { deletePortion } from './delete-portion.command.ts';

/** Half a mebibyte: about a thousand reports, deleted in a fraction of the time that a statement may take. */
const MAX_PAGES = 64;
/** Where this many single pages of a table cannot be deleted from, its rule waits for the next night. */
const MAX_FAILED_PAGES = 3;

/** `onFailure` receives each rule that failed, with its first error. `isStopping`: the rest waits for the next night. */
export type DeletionOptions = { onFailure?: (rule: string, error: Error) => void; isStopping?: () => boolean };
export type Deletion = { removed: Record<string, number>; failed: string[] };

/**
 * Deletes all rows that have been kept long enough and are not held, in portions, each in its own transaction; then records the night. A rule that fails does not
 * keep the others from being carried out. `token`: a session of the installation. Throws where the database is lost.
 */
export async function runDeletion(
  platform: Platform,
  token: string,
  { onFailure, isStopping = () => false }: DeletionOptions = {},
): Promise<Deletion> {
  const removed: Record<string, number> = {};
  const failed: string[] = [];
  for (const { rule, pages } of await runQuery(platform, countPagesOfRules, { token, input: {} })) {
    const deletePages = async (firstPage: number, count: number) => {
      const input = { rule, firstPage, pages: count };
      return (await runCommand(platform, deletePortion, { token, key: newKey(), input })).removed;
    };
    const outcome = await deleteInPortions(pages, deletePages, isStopping);
    removed[rule] = outcome.removed;
    if (outcome.isComplete) continue;
    failed.push(rule);
    if (outcome.error) onFailure?.(rule, outcome.error);
  }
  // The hash of the input is stored: it covers no count of reports.
  await runCommand(platform, deleteExpired, { token, key: newKey(), input: { removed: recordedCounts(removed), failed } });
  return { removed, failed };
}

/** How much was deleted of a table, whether all of it was visited, and the first error where not. */
type Outcome = { removed: number; isComplete: boolean; error?: Error };

/**
 * Visits all pages of a table in portions. A portion that fails is divided, down to the page that fails, which is left: it may have taken too long, or hold one
 * row that cannot be deleted. Throws where the database is lost.
 */
export async function deleteInPortions(
  pages: number,
  deletePages: (firstPage: number, count: number) => Promise<number>,
  isStopping: () => boolean,
): Promise<Outcome> {
  const outcome: Outcome = { removed: 0, isComplete: true };
  let failedPages = 0;
  let count = MAX_PAGES;
  for (let page = 0; page < pages; ) {
    if (isStopping() || failedPages === MAX_FAILED_PAGES) return { ...outcome, isComplete: false };
    try {
      outcome.removed += await deletePages(page, count);
      page += count;
      count = Math.min(count * 2, MAX_PAGES);
    } catch (error) {
      if (isDatabaseLost(error)) throw error;
      if (count > 1) {
        count = Math.ceil(count / 4);
        continue;
      }
      outcome.error ??= error as Error;
      outcome.isComplete = false;
      failedPages += 1;
      page += 1;
    }
  }
  return outcome;
}
