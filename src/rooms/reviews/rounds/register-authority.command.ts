import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { Done } from '../reviews.schema.ts';
import { RegisterAuthority } from './round.schema.ts';
import { findAuthority, insertAuthority } from './round.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Enters a competent authority and its calendar in the dated register (5g). A change is a new entry that replaces an older one; the older one is kept. */
export const registerAuthority = defineCommand({
  name: 'reviews/register-authority',
  permission: 'reviews:direct',
  clauses: () => currentEdition().acts.reviews,
  input: RegisterAuthority,
  answer: Done,
  async run({ db, write, subject, now, newId }, input) {
    if (input.to !== null && input.to < input.from) throw new AppError('reviews/calendar-out-of-order');
    if (input.replaces !== null && (await findAuthority(db, input.replaces)) === undefined) throw new AppError('platform/not-found');
    const id = newId();
    write(insertAuthority(db, { ...input, id, by: subject.person, at: now }));
    return { answer: { id }, entry: { subjectKind: 'authority', subjectId: id, partyId: null, detail: { ...input } } };
  },
});
