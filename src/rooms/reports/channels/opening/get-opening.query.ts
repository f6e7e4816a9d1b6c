import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { holdsAt } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { noticeDay } from './notice-day.ts';
import { stepsDone, stepsOf } from './opening.rules.ts';
import { ChannelOpening } from './opening.schema.ts';
import { findOpening } from './opening.store.ts';
import '../../permissions.ts';

/** What is done and what is missing before a channel opens (5e, A1.5). Each step is read from the register. */
export const getOpening = defineQuery({
  name: 'reports/get-opening',
  permission: 'signed-in',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: ChannelOpening,
  async run(context, { channelId }) {
    const today = dayOf(context.now);
    const found = await findOpening(context.db, channelId, today, noticeDay(context));
    if (found === undefined) throw new AppError('platform/not-found');
    const { facts, partyId, ...seen } = found;
    const seesReaders = holdsAt(subjectOf(context), 'reports:keep-channel', partyId);
    return { ...seen, steps: seesReaders ? { all: [...stepsOf(facts)], done: [...stepsDone(facts, today)] } : null };
  },
});
