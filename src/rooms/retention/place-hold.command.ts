import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { namesOf } from '#rooms/people/index.ts';
import { HoldAnswer, PlaceHold } from './retention.schema.ts';
import { isHeld } from './retention.store.ts';
import './errors.ts';
import './permissions.ts';

/** Suspends deletion for an open matter: about one person, or everywhere. */
export const placeHold = defineCommand({
  name: 'retention/place-hold',
  permission: 'retention:hold',
  operational: 'installation',
  input: PlaceHold,
  answer: HoldAnswer,
  async run({ db, write, now, newId }, { personId, reason }) {
    if (personId !== null && !(await namesOf(db, [personId])).has(personId)) throw new AppError('retention/nobody');
    if (await isHeld(db, personId)) throw new AppError('retention/held-already');
    const id = newId();
    write(db.insertInto('retention.hold').values({ id, person_id: personId, reason, placed_at: now }));
    return { answer: { holdId: id }, entry: { subjectKind: 'hold', subjectId: id, partyId: null, detail: { person: personId, reason } } };
  },
});
