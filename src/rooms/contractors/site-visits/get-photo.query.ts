import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { Photo } from './visit.schema.ts';
import { partyOfPhoto } from './visit.store.ts';
import '../permissions.ts';

/** One photograph of a site visit (5f), base64. */
export const getPhoto = defineQuery({
  name: 'contractors/get-photo',
  permission: 'contractors:read',
  input: z.strictObject({ photoId: z.uuid() }),
  answer: Photo,
  party: ({ photoId }, db) => partyOfPhoto(db, photoId),
  async run({ db }, { photoId }) {
    const row = await db.selectFrom('contractors.site_photo').select(['type', 'bytes']).where('id', '=', photoId).executeTakeFirst();
    if (row === undefined) throw new AppError('platform/not-found');
    return { type: row.type as z.infer<typeof Photo>['type'], picture: row.bytes.toString('base64') };
  },
});
