import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { shippedEdition } from '../current.ts';
import { lastFixedDay } from '../parameters/parameter-value.rules.ts';
import { decideFirstDay, IMPORTED_EDITION_MACHINE, inForceOn } from './edition.rules.ts';
import { type Consulted, ImportedAnswer, PutInForce } from './edition.schema.ts';
import { importedForAction } from './edition-action.ts';
import { moveImported, readPresent } from './imported-edition.store.ts';
import '../errors.ts';
import '../index.ts';
import '../permissions.ts';

/** Decides the first day of an imported edition, with the reason and who was consulted. Open rounds and returns keep the edition they name. */
export const putEditionInForce = defineCommand({
  ...commandOf(IMPORTED_EDITION_MACHINE, 'put-in-force'),
  operational: 'installation',
  input: PutInForce,
  answer: ImportedAnswer,
  async run(context, { importId, version, fromDay, consulted, reason }) {
    const { db, change, subject, now } = context;
    const { found, state } = await importedForAction(context, { importId, version }, 'put-in-force');
    const others = (await readPresent(db)).flatMap((one) => (one.fromDay === null ? [] : [{ ...one, fromDay: one.fromDay }]));
    unwrap(decideFirstDay(fromDay, lastFixedDay(now), others));
    // The evidence of the edition before is carried over by a mapping to that edition, so no other one may come in between.
    const before = inForceOn(others, fromDay)?.editionId ?? shippedEdition().id;
    if (others.some((one) => one.fromDay > fromDay) || (found.follows !== null && found.follows !== before))
      throw new AppError('policy/edition-outdated', { edition: before });
    if ('on' in consulted && isDayToCome(consulted.on, now)) throw new AppError('policy/consulted-in-future');
    const decision = { from_day: fromDay, reason, decided_by: subject.person, decided_at: now, ...columnsOf(consulted) };
    await change(moveImported(db, found, { state, ...decision }), 'platform/conflict');
    return {
      answer: { importId, state, version: version + 1 },
      entry: {
        subjectKind: 'imported-edition',
        subjectId: importId,
        partyId: null,
        detail: { edition: found.editionId, replaces: before, fromDay, reason, consulted },
      },
    };
  },
});

// The database copies what is consulted from the register (`cooperation.copy_consultation`).
function columnsOf(consulted: Consulted): Record<string, string> {
  if ('consultationId' in consulted) return { consultation_id: consulted.consultationId };
  return { consulted_body: consulted.body, consulted_on: consulted.on, consulted_outcome: consulted.outcome };
}
