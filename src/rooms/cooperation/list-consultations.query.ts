import { z } from 'zod';
import { labelOfRow } from '#kernel/labels.ts';
import { offeredActions } from '#kernel/machine.ts';
import { PageQuery, pageOf } from '#kernel/page.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { CONSULTATION_MACHINE, CONSULTED_KINDS, type ConsultationAction, type ConsultationState } from './consultation.rules.ts';
import { CONSULTATION_SORT, listed } from './consultation.store.ts';
import { ConsultationView } from './cooperation.schema.ts';
import './permissions.ts';

/** Consultations with edition, statement and result, newest first or in the order asked for. */
export const listConsultations = defineQuery({
  name: 'cooperation/list-consultations',
  permission: 'cooperation:consult',
  input: PageQuery.extend({ kind: z.enum(CONSULTED_KINDS).optional(), sort: CONSULTATION_SORT.schema }),
  answer: pageOf(ConsultationView),
  async run(context, { after, limit, kind, sort }) {
    const { db } = context;
    const subject = subjectOf(context);
    const rows = await listed(db, { kind, sort, after }, limit + 1);
    const { parties } = await readRegister(db, { ids: rows.flatMap(({ consultedId }) => consultedId ?? []) });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    const page = CONSULTATION_SORT.page(sort, rows, limit, ({ statedOn, decidedOn, informedOn, id }, column) => [
      { stated: statedOn, decided: decidedOn ?? 'infinity', informed: informedOn ?? 'infinity' }[column],
      id,
    ]);
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
