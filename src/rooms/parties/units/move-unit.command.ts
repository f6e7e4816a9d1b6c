import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { MoveUnit } from '../register/register.schema.ts';
import { UnitAnswer } from './register-unit.command.ts';
import { findUnit, isAbove, lockUnit } from './unit.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Gives a unit another superior or place. A unit can never be its own superior, directly or indirectly. */
export const moveUnit = defineCommand({
  name: 'parties/move-unit',
  permission: 'parties:manage-units',
  operational: 'register',
  input: MoveUnit,
  answer: UnitAnswer,
  party: async ({ unitId }, db) => (await findUnit(db, unitId))?.party_id,
  async run({ db, change }, { unitId, superiorId, location, version }) {
    const unit = await lockUnit(db, unitId);
    if (unit === undefined) throw new AppError('platform/not-found');
    if (unit.version !== version) throw new AppError('platform/stale', { current: unit.version, yours: version });
    if (superiorId !== null) {
      if ((await findUnit(db, superiorId)) === undefined) throw new AppError('platform/not-found');
      if (await isAbove(db, unitId, superiorId)) throw new AppError('parties/circle');
    }
    await change(
      db
        .updateTable('parties.unit')
        .set({ superior_id: superiorId, location, version: version + 1 })
        .where('id', '=', unitId)
        .where('version', '=', version),
    );
    return {
      answer: { unitId, version: version + 1 },
      entry: {
        subjectKind: 'unit',
        subjectId: unitId,
        partyId: unit.party_id,
        detail: { superior: { from: unit.superior_id, to: superiorId }, location: { from: unit.location, to: location } },
      },
    };
  },
});
