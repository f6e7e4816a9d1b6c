import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { DocumentRow, Drop } from './document.schema.ts';
import { documentsOfDrop, findDrops, partyOfDrop } from './document.store.ts';
import '../permissions.ts';

const MAX_DROPS = 50;
const MAX_FILES = 1_000;

/** The files that were dropped together, newest first: those that the reader may see (5f). */
export const listDrops = defineQuery({
  name: 'contractors/list-drops',
  permission: 'contractors:read',
  input: z.strictObject({}),
  answer: z.object({ drops: z.array(Drop) }),
  run: async ({ db }) => ({ drops: await findDrops(db, MAX_DROPS) }),
});

/** Each file of a drop with what became of it (5f). */
export const getDrop = defineQuery({
  name: 'contractors/get-drop',
  permission: 'contractors:read',
  input: z.strictObject({ dropId: z.uuid() }),
  answer: z.object({ documents: z.array(DocumentRow), mayManage: z.boolean() }),
  party: ({ dropId }, db) => partyOfDrop(db, dropId),
  async run(context, { dropId }) {
    const documents = await documentsOfDrop(context.db, dropId, MAX_FILES);
    if (documents[0] === undefined) throw new AppError('platform/not-found');
    return { documents, mayManage: may(subjectOf(context), 'contractors:manage', documents[0].partyId) };
  },
});
