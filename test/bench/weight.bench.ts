import { join } from 'node:path';
import { buildStaffApplication, checkStaffApplication } from '#app/launcher/staff-application.ts';
import { ROOT } from '../source-tree.ts';
import type { Figure } from './figures.ts';
import { GOAL_BYTES, weighPages } from './weigh.ts';

/**
 * What a browser loads before a page of the staff application is shown, each page as the first one opened: the shell, its files, and the page's own. Lists
 * sign-in and My tasks, where people begin, and the heaviest page.
 */
export async function measureWeight(): Promise<Figure[]> {
  if (checkStaffApplication() !== 'built') await buildStaffApplication();
  const weights = weighPages(join(ROOT, 'dist', 'desk'));
  console.error(weights.map(({ page, sent }) => `${page} ${kib(sent)}`).join(', '));
  const reported = [...new Set([...weights.filter(({ page }) => ['SignInPage', 'TasksPage'].includes(page)), weights[0]!])];
  return reported.map(({ page, files, plain, sent }) => ({
    what: `desk’s first route, ${page}${page === weights[0]!.page ? `, the heaviest of ${weights.length}` : ''} (${files} files)`,
    measured: `${kib(sent)} KiB brotli`,
    yardstick: `uncompressed: ${(plain / 1024).toFixed(0)} KiB`,
    ratio: (sent / plain).toFixed(2),
    goal: `<= ${kib(GOAL_BYTES)} KiB`,
    met: sent <= GOAL_BYTES,
  }));
}

const kib = (bytes: number) => (bytes / 1024).toFixed(1);
