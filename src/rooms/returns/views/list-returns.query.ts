import { pageOf } from '#kernel/page.ts';
import { isIn } from '#kernel/roles.ts';
import { holdsRole, partiesOf, type Subject } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { shownState } from '../return.rules.ts';
import { ListReturns, ReturnLine } from '../return.schema.ts';
import { listed, RETURN_SORT } from '../return.store.ts';
import { rolesAt } from '../return-action.ts';
import { turnsOf } from './return-turns.ts';

/** The returns this reader may see, of every party or of one, the newest year first or in the order asked for. */
export const listReturns = defineQuery({
  name: 'returns/list-returns',
  permission: 'returns:read',
  input: ListReturns.extend({ sort: RETURN_SORT.schema }),
  answer: pageOf(ReturnLine),
  async run(context, { after, limit, partyId, sort }) {
    const { db } = context;
    const subject = subjectOf(context);
    const rows = await listed(db, { sort, after, partyId, within: partiesWithin(subject) }, limit + 1);
    const page = RETURN_SORT.page(sort, rows, limit, (row, column) => [
      { period: row.period, since: row.since.toISOString(), due: row.due ?? 'infinity' }[column],
      row.id,
    ]);
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

/** The parties whose returns a reader may see, also by an assignment as reviewer; undefined where that is every party. */
function partiesWithin(subject: Subject): string[] | undefined {
  const parties = holdsRole(subject, 'office') ? undefined : partiesOf(subject, 'readers');
  return parties && [...parties, ...(subject.assignments ?? []).map(({ party }) => party)];
}

const isAnswerer = (role: string) => isIn('writers', role);
