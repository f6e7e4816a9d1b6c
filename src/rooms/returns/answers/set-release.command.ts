import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { Release } from '../return.schema.ts';
import { lockReturn, partyOfReturn } from '../return.store.ts';
import { clausesOf } from '../return-action.ts';
import { releasesOf, setRelease } from './answer.store.ts';
import { decideReach } from './release.rules.ts';

/**
 * Chooses the release of a section once headquarters has accepted it. Widening takes effect with the next submitted version. Narrowing takes effect at once, in
 * any state.
 */
export const setSectionRelease = defineCommand({
  name: 'returns/set-release',
  permission: 'returns:sign',
  clauses: (_, entry) => entry.clauses ?? [],
  input: z.strictObject({ returnId: z.uuid(), sectionId: z.string().max(40), release: Release }),
  answer: z.object({ sectionId: z.string(), release: Release }),
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run({ db, change }, { returnId, sectionId, release }) {
    // The lock stops a submission in the meantime: its version would still open what is narrowed here.
    const found = await lockReturn(db, returnId);
    const section = found?.questionnaire.sections.find(({ id }) => id === sectionId);
    if (found === undefined || section === undefined) throw new AppError('platform/not-found');
    const now = (await releasesOf(db, returnId)).get(sectionId) ?? 'reviewers';
    unwrap(decideReach(found.state, now, release));
    await change(setRelease(db, found, sectionId, release));
    return {
      answer: { sectionId, release },
      entry: {
        subjectKind: 'return',
        subjectId: returnId,
        partyId: found.partyId,
        clauses: clausesOf(found.editionId, section.questions),
        detail: { section: sectionId, release },
      },
    };
  },
});
