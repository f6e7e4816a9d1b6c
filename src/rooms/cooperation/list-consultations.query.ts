import { labelOfRow } from '#kernel/labels.ts';
import { offeredActions } from '#kernel/machine.ts';
import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { CONSULTATION_MACHINE, type ConsultationAction, type ConsultationState } from './consultation.rules.ts';
import { listed } from './consultation.store.ts';
import { ConsultationView } from './cooperation.schema.ts';
import './permissions.ts';

/** Consultations with edition, statement and result, newest first. */
export const listConsultations = defineQuery({
  name: 'cooperation/list-consultations',
  permission: 'cooperation:consult',
  input: PageQuery,
  answer: pageOf(ConsultationView),
  async run(context, { after, limit }) {
    const { db } = context;
    const subject = subjectOf(context);
    const key = keyOf(after, ['text', 'id']);
    const rows = await listed(db, key && { day: key[0], id: key[1] }, limit + 1);
    const { parties } = await readRegister(db, { ids: rows.flatMap(({ consultedId }) => consultedId ?? []) });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    const page = toPage(rows, limit, ({ statedOn, id }) => [statedOn, id]);
    return {
      ...page,
      items: page.items.map(({ partyId, consultedId, consultedName, level, releasableTo, ...row }) => ({
        ...row,
        label: labelOfRow(level, releasableTo),
        actions: offeredActions<ConsultationState, ConsultationAction>(CONSULTATION_MACHINE, row.state, (permission) =>
          may(subject, permission, partyId),
        ),
        consulted: names.get(consultedId ?? '') ?? { en: consultedName ?? '', fr: consultedName ?? '' },
      })),
    };
  },
});
