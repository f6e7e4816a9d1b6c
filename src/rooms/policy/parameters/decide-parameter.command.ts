import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { readDecisions } from './decision.store.ts';
import { DecideParameter, ParameterDecided } from './parameter.schema.ts';
import { largestOf, lastFixedDay, valueFault, valueOn } from './parameter-value.rules.ts';
import '../errors.ts';
import '../index.ts';
import '../permissions.ts';

/** Decides the value of a parameter from a later day on, with a reason. What was judged before that day, and due dates already set, do not change. */
export const decideParameter = defineCommand({
  name: 'policy/decide-parameter',
  permission: 'policy:decide-parameters',
  operational: 'installation',
  input: DecideParameter,
  answer: ParameterDecided,
  async run({ db, write, subject, now, platform }, { parameterId, value, fromDay, reason, seen }) {
    const edition = platform.services.catalogue.current;
    const shipped = edition.parameters.find(({ id }) => id === parameterId) ?? edition.parameter(parameterId, now);
    const fault = valueFault(shipped, value, edition.instruments);
    if (fault === 'instrument') throw new AppError('policy/instrument-unknown');
    if (fault !== null) throw new AppError('policy/value-unfit', { largest: largestOf(shipped.unit) });
    if (fromDay <= lastFixedDay(now)) throw new AppError('policy/not-later');
    const before = (await readDecisions(db, edition)).filter((row) => row.parameterId === parameterId);
    if (before.length !== seen) throw new AppError('policy/decided-meanwhile');
    const number = Math.max(0, ...before.map((one) => one.number)) + 1;
    const was = valueOn(shipped, before, fromDay).value;
    if (was === value) throw new AppError('policy/value-in-force');
    write(
      db.insertInto('policy.parameter_decision').values({
        ...{ edition_id: edition.id, parameter_id: parameterId, number },
        ...{ value: JSON.stringify(value), from_day: fromDay, reason, decided_at: now },
      }),
    );
    return {
      answer: { parameterId, number },
      entry: {
        subjectKind: 'parameter',
        subjectId: subject.person,
        partyId: null,
        detail: { edition: edition.id, parameter: parameterId, was, value, unit: shipped.unit, fromDay, reason },
      },
    };
  },
});
