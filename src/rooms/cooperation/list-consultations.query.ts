import { labelOfRow } from '#kernel/labels.ts';
import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { listed } from './consultation.store.ts';
import { ConsultationView } from './cooperation.schema.ts';
import './permissions.ts';

/** Consultations with edition, statement and result, newest first. */
export const listConsultations = defineQuery({
  name: 'cooperation/list-consultations',
  permission: 'cooperation:consult',
  input: PageQuery,
  answer: pageOf(ConsultationView),
  async run({ db }, { after, limit }) {
    const key = keyOf(after, ['text', 'id']);
    const rows = await listed(db, key && { day: key[0], id: key[1] }, limit + 1);
    const { parties } = await readRegister(db, { ids: rows.flatMap(({ consultedId }) => consultedId ?? []) });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    const page = toPage(rows, limit, ({ saidOn, id }) => [saidOn, id]);
    return {
      ...page,
      items: page.items.map(({ partyId: _party, consultedId, consultedName, level, releasableTo, ...row }) => ({
        ...row,
        label: labelOfRow(level, releasableTo),
        consulted: names.get(consultedId ?? '') ?? { en: consultedName ?? '', fr: consultedName ?? '' },
      })),
    };
  },
});
