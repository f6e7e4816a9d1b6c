import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { PageQuery } from '#kernel/page.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { ViolationRows } from './violation.schema.ts';
import { VIOLATION_SORT, violationRows } from './violation.store.ts';
import '../permissions.ts';

/** Violations that the reader may see, those first whose next step is due first (5f). */
export const listViolations = defineQuery({
  name: 'contractors/list-violations',
  permission: 'contractors:read',
  input: PageQuery.extend({ contractId: z.uuid().optional(), sort: VIOLATION_SORT.schema }),
  answer: ViolationRows,
  async run(context, { after, limit, contractId, sort }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const parties = subject.sole ? undefined : partiesOf(subject, 'contract-readers');
    const rows = await violationRows(db, { parties, contractId, sort, after }, limit + 1);
    const page = VIOLATION_SORT.page(sort, rows, limit, ({ dueOn, id }) => [dueOn ?? 'infinity', id]);
    return { ...page, items: page.items.map((row) => ({ ...row, late: row.dueOn !== null && row.dueOn < dayOf(now) })) };
  },
});
