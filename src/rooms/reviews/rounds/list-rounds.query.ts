import { keyOf, PageQuery, toPage } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { RoundPage } from './round.schema.ts';
import { listRounds as list } from './round.store.ts';
import { viewRound } from './round-view.ts';

/** The rounds of this installation, newest first. Every signed-in person may see titles and calendars. */
export const listRounds = defineQuery({
  name: 'reviews/list-rounds',
  permission: 'signed-in',
  input: PageQuery,
  answer: RoundPage,
  async run({ db }, { after, limit }) {
    const page = toPage(await list(db, keyOf(after, ['id']), limit), limit, (row) => [row.id]);
    return { next: page.next, items: page.items.map(viewRound) };
  },
});
