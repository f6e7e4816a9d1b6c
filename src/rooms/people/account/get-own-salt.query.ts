import { z } from 'zod';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { signedIn } from '../people.store.ts';
import { ownSalt } from './account.store.ts';

/** The salt of the subject's own password, and the words that a new one must not contain. Internal: no route exposes it. */
export const getOwnSalt = defineQuery({
  name: 'people/get-own-salt',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.object({ salt: z.string().nullable(), own: z.array(z.string().nullable()) }),
  async run(context) {
    const [salt, account] = await Promise.all([ownSalt(context.db), signedIn(context.db)]);
    return { salt: salt?.toString('hex') ?? null, own: [subjectOf(context).name, account?.email ?? null] };
  },
});
