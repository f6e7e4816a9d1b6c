import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { OwnTest } from './opening.schema.ts';
import { findOwnTest } from './opening.store.ts';

/** The newest test report of a channel with the caller's own wrap. Not found for everybody who is no reader of it. */
export const getOwnTest = defineQuery({
  name: 'reports/get-own-test',
  permission: 'signed-in',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: OwnTest,
  async run(context, { channelId }) {
    const found = await findOwnTest(context.db, channelId, subjectOf(context).person);
    if (found === undefined) throw new AppError('platform/not-found');
    return found;
  },
});
