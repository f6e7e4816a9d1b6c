import { keyOf, pageOf, toPage } from '#kernel/page.ts';
import { isIn } from '#kernel/roles.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { shownState } from '../return.rules.ts';
import { ListReturns, ReturnLine } from '../return.schema.ts';
import { listed } from '../return.store.ts';
import { rolesAt } from '../return-action.ts';
import { turnsOf } from './return-turns.ts';

/** The returns this reader may see, of every party or of one, the newest year first. */
export const listReturns = defineQuery({
  name: 'returns/list-returns',
  permission: 'returns:read',
  input: ListReturns,
  answer: pageOf(ReturnLine),
  async run(context, { after, limit, partyId }) {
    const { db } = context;
    const subject = subjectOf(context);
    const key = keyOf(after, ['text', 'id']);
    const rows = await listed(db, key && { period: key[0], id: key[1] }, limit + 1, partyId);
    const page = toPage(rows, limit, ({ period, id }) => [period, id]);
    const turns = await turnsOf(context, subject, page.items);
    return {
      ...page,
      items: page.items.map((row, at) => ({
        id: row.id,
        party: { id: row.partyId, name: turns[at]!.name },
        title: { en: row.titleEn, fr: row.titleFr },
        period: row.period,
        due: row.due,
        state: shownState(row.state, rolesAt(subject, row.partyId).some(isAnswerer)),
        since: row.since.toISOString(),
        submittedVersion: row.submittedVersion,
        label: row.label,
        turn: turns[at]!.turn,
      })),
    };
  },
});

const isAnswerer = (role: string) => isIn('writers', role);
