import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { LOWEST, labelCovers } from '#kernel/labels.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { decideAction, RETURN_MACHINE } from '../return.rules.ts';
import { findReturn, partyOfReturn } from '../return.store.ts';
import { clausesOf } from '../return-action.ts';
import { insertLink } from './link.store.ts';

const DAY_MS = 86_400_000;

/** Gives one section to a colleague by a link that needs no account. The link is shown once: only its hash is stored. */
export const handOutSection = defineCommand({
  ...commandOf(RETURN_MACHINE, 'hand-out'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: z.strictObject({
    returnId: z.uuid(),
    sectionId: z.string().max(40),
    name: z.string().trim().min(1).max(200),
    days: z.number().int().min(1).max(60),
  }),
  answer: z.object({ id: z.string(), link: z.string(), endsAt: z.string() }),
  storedResponse: ({ id, endsAt }) => ({ id, link: '', endsAt }),
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run({ db, write, subject, now, newId, platform }, { returnId, sectionId, name, days }) {
    const found = await findReturn(db, returnId);
    const section = found?.questionnaire.sections.find(({ id }) => id === sectionId);
    if (found === undefined || section === undefined) throw new AppError('platform/not-found');
    unwrap(decideAction(found.state, 'hand-out'));
    // A link needs no account, so the clearance of its holder is unknown.
    if (!labelCovers(LOWEST, found.label)) throw new AppError('returns/labelled-not-linked');
    const id = newId();
    const token = randomBytes(32).toString('base64url');
    const endsAt = new Date(now.getTime() + days * DAY_MS);
    write(insertLink({ id, of: found, sectionId, name, token, by: subject.person, at: now, endsAt }));
    return {
      answer: { id, link: `${platform.deskUrl}/desk/section/${token}`, endsAt: endsAt.toISOString() },
      entry: {
        subjectKind: 'return',
        subjectId: returnId,
        partyId: found.partyId,
        clauses: clausesOf(found.editionId, section.questions),
        detail: { link: id, section: sectionId, name, endsAt: endsAt.toISOString() },
      },
    };
  },
});
