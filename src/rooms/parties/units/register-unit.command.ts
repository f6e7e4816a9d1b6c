import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { RegisterUnit } from '../register/register.schema.ts';
import { findUnit } from './unit.store.ts';
import '../errors.ts';
import '../permissions.ts';

export const UnitAnswer = z.object({ unitId: z.string(), version: z.number().int() });

/** Registers a unit of a party, with an optional superior. */
export const registerUnit = defineCommand({
  name: 'parties/register-unit',
  permission: 'parties:manage-units',
  operational: 'register',
  input: RegisterUnit,
  answer: UnitAnswer,
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId }, input) {
    if (input.superiorId !== null && (await findUnit(db, input.superiorId)) === undefined) throw new AppError('platform/not-found');
    const unitId = newId();
    write(
      db.insertInto('parties.unit').values({
        id: unitId,
        party_id: input.partyId,
        superior_id: input.superiorId,
        name: input.name,
        location: input.location,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { unitId, version: 1 },
      entry: { subjectKind: 'unit', subjectId: unitId, partyId: input.partyId, detail: { superior: input.superiorId } },
    };
  },
});
