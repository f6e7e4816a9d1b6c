import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { ReturnLine } from './reporting.schema.ts';
import { ANSWERERS, shownState } from './return.rules.ts';
import { listed } from './return.store.ts';
import { rolesAt } from './return-act.ts';

/** The returns this reader may see, the newest year first. */
export const listReturns = defineQuery({
  name: 'reporting/list-returns',
  permission: 'reporting:read',
  input: PageQuery,
  answer: pageOf(ReturnLine),
  async run(context, { after, limit }) {
    const { db } = context;
    const subject = subjectOf(context);
    const key = keyOf(after, ['text', 'id']);
    const rows = await listed(db, key && { period: key[0], id: key[1] }, limit + 1);
    const { parties } = await readRegister(db, { ids: rows.map(({ partyId }) => partyId) });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    const page = toPage(rows, limit, ({ period, id }) => [period, id]);
    return {
      ...page,
      items: page.items.map((row) => ({
        id: row.id,
        party: { id: row.partyId, name: names.get(row.partyId) ?? { en: '', fr: '' } },
        title: { en: row.titleEn, fr: row.titleFr },
        period: row.period,
        due: row.due,
        state: shownState(row.state, rolesAt(subject, row.partyId).some(isAnswerer)),
        since: row.since.toISOString(),
        handedIn: row.handedIn,
        label: row.label,
      })),
    };
  },
});

const isAnswerer = (role: string) => ANSWERERS.some((one) => one === role);
