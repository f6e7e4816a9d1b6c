import { newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { translateReviews } from '../texts.ts';
import { listRounds } from './list-rounds.query.ts';
import { planRound } from './plan-round.command.ts';

/**
 * Plans one round at first start, so that there is something to open: a baseline from public sources, without authority or dates. No clock runs. Runs the real
 * command under the installation's own session, and does nothing where any round exists. Answers whether it planned one.
 */
export async function seedBaseline(platform: Platform, token: string): Promise<boolean> {
  const { items } = await runQuery(platform, listRounds, { token, input: { limit: 1 } });
  if (items.length > 0) return false;
  const title = { en: translateReviews('en', 'baseline.title'), fr: translateReviews('fr', 'baseline.title') };
  const calendar = { selfAssessmentDue: null, commentDue: null, adoptionPlanned: null, followUpDue: null, cutOff: null };
  await runCommand(platform, planRound, {
    token,
    key: newKey(),
    input: { title, authorityId: null, scope: [], parties: null, calendar, ratings: true },
  });
  return true;
}
