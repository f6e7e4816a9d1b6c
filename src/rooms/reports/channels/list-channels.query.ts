import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { ListedChannel } from './channel.schema.ts';
import { listChannels } from './channel.store.ts';

/** The channels that this reader may see: those of their parties, those they read for, all for headquarters (5e). */
export const listOwnChannels = defineQuery({
  name: 'reports/list-channels',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.array(ListedChannel),
  run: ({ db }) => listChannels(db),
});
