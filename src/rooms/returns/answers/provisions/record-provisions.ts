import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { decideAction } from '../../return.rules.ts';
import type { ReturnRecord } from '../../return.store.ts';
import { questionOf } from '../../return-action.ts';
import { decideProvision, newestOf } from './provision.rules.ts';
import type { GivenProvision } from './provision.schema.ts';
import { insertProvision, provisionsOf, type Recorder } from './provision.store.ts';

/**
 * Records provisions, all or none, for every kind of caller. Each belongs to the article of its question. A change names the newest row of its provision, so
 * that nobody replaces what they have not seen.
 */
export async function recordProvisions(
  { db, change, now, newId }: CommandContext,
  found: ReturnRecord,
  all: readonly GivenProvision[],
  by: Recorder,
): Promise<{ id: string; provisionId: string }[]> {
  if (all.length === 0) return [];
  unwrap(decideAction(found.state, 'cite'));
  const newest = newestOf(await provisionsOf(db, found));
  const recorded: { id: string; provisionId: string }[] = [];
  for (const { questionId, changes, ...given } of all) {
    const { article } = questionOf(found, questionId).question;
    if (article === undefined) throw new AppError('returns/no-article', { questionId });
    const fields = unwrap(decideProvision(given));
    const before = changes === null ? undefined : newest.find((row) => row.id === changes);
    // Someone changed it in the meantime, or it is not a provision of this article.
    const isOther = before?.instrument !== article.instrument || before.article !== article.number;
    if (changes !== null && (isOther || recorded.some(({ provisionId }) => provisionId === before.provisionId)))
      throw new AppError('returns/provision-changed');
    const id = newId();
    const provisionId = before?.provisionId ?? id;
    const row = { ...fields, id, provisionId, instrument: article.instrument, article: article.number, by, at: now };
    await change(insertProvision(db, found, row), 'platform/conflict');
    recorded.push({ id, provisionId });
  }
  return recorded;
}
