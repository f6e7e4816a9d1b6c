import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { DeskKeys } from './desk.schema.ts';
import { findDeskKeys } from './desk.store.ts';
import '../permissions.ts';

/** The locked keys of the caller for a channel, and its signed list of readers (5e). Not found for everybody else. */
export const getDeskKeys = defineQuery({
  name: 'reports/get-desk-keys',
  permission: 'reports:read',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: DeskKeys,
  async run(context, { channelId }) {
    const found = await findDeskKeys(context.db, channelId, subjectOf(context).person);
    if (found === undefined) throw new AppError('platform/not-found');
    return found;
  },
});
