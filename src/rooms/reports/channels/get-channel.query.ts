import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { languagesAt, loadPublicLanguages } from '#platform/texts/public-languages.ts';
import { isUnread } from '../safety/safety-words.ts';
import { OneChannel } from './channel.schema.ts';
import { findChannel } from './channel.store.ts';

const LANGUAGES = languagesAt(loadPublicLanguages(), '/r');

/** One channel with its readers, and its public page while it is open (5e). */
export const getChannel = defineQuery({
  name: 'reports/get-channel',
  permission: 'signed-in',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: OneChannel,
  async run({ db, platform }, { channelId }) {
    const found = await findChannel(db, channelId);
    if (found === undefined) throw new AppError('platform/not-found');
    const languages = LANGUAGES.map((one) => ({ code: one.code, name: one.name, unread: isUnread(one) }));
    const page = { address: `${platform.publicUrl ?? platform.deskUrl}/r/${found.slug}`, languages };
    return { ...found, page: found.state === 'open' ? page : null };
  },
});
