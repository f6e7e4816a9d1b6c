import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { ChannelView } from './channel.schema.ts';
import { findChannel } from './channel.store.ts';

/** One channel with its readers (5e). */
export const getChannel = defineQuery({
  name: 'reports/get-channel',
  permission: 'signed-in',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: ChannelView,
  async run({ db }, { channelId }) {
    const found = await findChannel(db, channelId);
    if (found === undefined) throw new AppError('platform/not-found');
    return found;
  },
});
