import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { GetInbox, Inbox } from './desk.schema.ts';
import { findOwnNumber, listDanger, listReports } from './desk.store.ts';
import '../permissions.ts';

/** The reports of a channel that the caller can read (5e, A1.5): danger first, then by the day on which something is due. Of any other there is no row and no count. */
export const getInbox = defineQuery({
  name: 'reports/get-inbox',
  permission: 'reports:read',
  input: GetInbox,
  answer: Inbox,
  async run(context, input) {
    const { db } = context;
    const today = dayOf(context.now);
    const number = await findOwnNumber(db, input.channelId, subjectOf(context).person);
    if (number === undefined) throw new AppError('platform/not-found');
    const [danger, page] = await Promise.all([
      input.after === undefined ? listDanger(db, input.channelId, number, input.ciphertext === 'true', today) : [],
      listReports(db, { ...input, number, today }),
    ]);
    return { danger, ...page };
  },
});
