import { plusDays } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { currentCurriculum } from '#rooms/courses/index.ts';
import { readRegister, unitsAbove } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { colourOf } from '../needs/training.rules.ts';
import { coverageOf, percentOf, type Strength } from '../strength/strength.rules.ts';
import { strengthOn } from '../strength/strength.store.ts';
import { Board, type BoardLine, GetBoard } from './board.schema.ts';
import { countInTime, countMissing, countReady } from './board.store.ts';
import { boardDay } from './board-day.ts';
import { formationsOf } from './formations.rules.ts';
import '../permissions.ts';

// Sorts after every name. A tilde would sort before the letters.
const LAST = '\uffff';

/**
 * Who may deploy on a day, for a party or an operation: by unit, with what is missing and what ends in the following weeks. Counts only; names stay with the
 * nation.
 */
export const getBoard = defineQuery({
  name: 'training/get-board',
  permission: 'training:see',
  input: GetBoard,
  answer: Board,
  party: ({ scopeId }) => scopeId,
  protects: { kind: 'roster', id: ({ scopeId }) => scopeId },
  async run({ db, now }, { scopeId, day: requested }) {
    const day = boardDay(requested, now);
    const [scope] = (await readRegister(db, { ids: [scopeId] })).parties;
    if (scope === undefined) throw new AppError('platform/not-found');
    const parameter = (id: string) => Number(currentEdition().parameter(id, now).value);
    const ahead = parameter('training-forecast');
    const [{ units: counts, ending }, lacking, inTime, stated] = await Promise.all([
      countReady(db, scope, day, ahead),
      countMissing(db, scope, day),
      countInTime(db, scope, day),
      scope.kind === 'operation' ? null : strengthOn(db, scope.id, day),
    ]);
    const [{ parties }, units] = [
      await readRegister(db, { ids: [...new Set(counts.map(({ partyId }) => partyId))] }),
      await unitsAbove(
        db,
        counts.flatMap(({ unitId }) => unitId ?? []),
      ),
    ];
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    const [target, floor] = [parameter('training-target'), parameter('training-floor')];
    const lines = counts.map(
      ({ partyId, unitId, persons, ready }): BoardLine => ({
        partyId,
        party: names.get(partyId)!,
        unitId,
        unit: unitId === null ? null : (units.get(unitId)?.name ?? null),
        persons,
        ready,
        colour: colourOf(ready, persons, { target, floor }),
        missing: lacking
          .filter((one) => one.partyId === partyId && one.unitId === unitId)
          .map(({ module, persons: n }) => ({ module, persons: n }))
          .toSorted((a, b) => b.persons - a.persons),
      }),
    );
    const sum = (of: (line: BoardLine) => number) => lines.reduce((total, line) => total + of(line), 0);
    const all = Map.groupBy(lacking, ({ module }) => module);
    return {
      scope: { id: scope.id, code: scope.code, kind: scope.kind, name: scope.name },
      day,
      target,
      floor,
      persons: sum(({ persons }) => persons),
      ready: sum(({ ready }) => ready),
      roster:
        scope.kind === 'operation'
          ? null
          : rosterBeside(
              sum(({ persons }) => persons),
              stated,
            ),
      inTime,
      missing: [...all]
        .map(([module, some]) => ({ module, persons: some.reduce((n, one) => n + one.persons, 0) }))
        .toSorted((a, b) => b.persons - a.persons),
      modules: currentCurriculum().courses.map(({ module, lessons }) => ({
        id: module.id,
        title: module.title,
        minutes: lessons.reduce((minutes, lesson) => minutes + lesson.minutes, 0),
        lessons: lessons.map(({ id, title }) => ({ id, title })),
      })),
      lines: lines.toSorted((a, b) => a.party.en.localeCompare(b.party.en) || (a.unit ?? LAST).localeCompare(b.unit ?? LAST)),
      formations: formationsOf(lines, units, { target, floor }),
      ahead,
      forecast: Array.from({ length: Math.ceil(ahead / 7) }, (_, week) => ({
        from: plusDays(day, week * 7),
        persons: ending.get(week) ?? 0,
      })),
    };
  },
});

function rosterBeside(persons: number, stated: Strength | null): Board['roster'] {
  return { persons, coverage: coverageOf(persons, stated), strength: stated && { ...stated, percent: percentOf(persons, stated) } };
}
