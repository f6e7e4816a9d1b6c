import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { cutMetadata } from '#rooms/reports/index.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { MAX_PHOTOS } from './visit.rules.ts';
import { AddPhoto, PhotoAnswer } from './visit.schema.ts';
import { countPhotos, partyOfVisit } from './visit.store.ts';
import '../errors.ts';
import '../permissions.ts';

const PNG_FIRST = 0x89;

/**
 * Adds a photograph to a site visit (5f). The browser redraws it; whatever a camera or an app wrote into it is cut here again, so that no other sender stores a
 * place or a device.
 */
export const addPhoto = defineCommand({
  name: 'contractors/add-photo',
  permission: 'contractors:manage-violations',
  clauses: CONTRACT_CLAUSES,
  input: AddPhoto,
  answer: PhotoAnswer,
  party: ({ visitId }, db) => partyOfVisit(db, visitId),
  async run({ db, write, subject, now, newId }, { visitId, picture }) {
    const [partyId, stored] = await Promise.all([partyOfVisit(db, visitId), countPhotos(db, visitId)]);
    if (partyId === undefined) throw new AppError('platform/not-found');
    if (stored >= MAX_PHOTOS) throw new AppError('contractors/too-many-photos');
    const bytes = cutMetadata(new Uint8Array(Buffer.from(picture, 'base64')));
    if (bytes === null) throw new AppError('contractors/not-a-picture');
    const id = newId();
    write(
      db.insertInto('contractors.site_photo').values({
        ...{ id, visit_id: visitId, party_id: partyId, bytes: Buffer.from(bytes), added_at: now, added_by: subject.person },
        type: bytes[0] === PNG_FIRST ? 'image/png' : 'image/jpeg',
      }),
    );
    return {
      answer: { photoId: id },
      entry: { subjectKind: 'site-visit', subjectId: visitId, partyId, detail: { photo: id, bytes: bytes.length } },
    };
  },
});
