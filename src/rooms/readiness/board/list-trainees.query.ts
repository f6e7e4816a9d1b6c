import { AppError } from '#kernel/errors.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { type Category, currentCurriculum } from '#rooms/courses/index.ts';
import { readRegister, unitNames } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { needsOf } from '../needs/need.store.ts';
import {
  decideWaive,
  isCovered,
  keepsBack,
  NEED_MACHINE,
  stateOf,
  type TrainingState,
  WAIVER_MACHINE,
  type WaiverState,
  waiverState,
} from '../needs/training.rules.ts';
import { ownTrainees } from '../records/records.store.ts';
import { ListTrainees, TraineePage } from './board.schema.ts';
import { pageOfTrainees, TRAINEE_SORT, waiversOf } from './board.store.ts';
import { boardDay } from './board-day.ts';
import '../permissions.ts';

/** People of a party or an operation by service number, with their state in each required module. `only: unready`: those who may not deploy on the day. */
export const listTrainees = defineQuery({
  name: 'training/list-trainees',
  permission: 'training:see',
  input: ListTrainees.extend({ sort: TRAINEE_SORT.schema }),
  answer: TraineePage,
  party: ({ scopeId }) => scopeId,
  protects: { kind: 'roster', id: ({ scopeId }) => scopeId },
  async run(context, { scopeId, day: requested, unitId, only, number, sort, after, limit }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const day = boardDay(requested, now);
    const [scope] = (await readRegister(db, { ids: [scopeId] })).parties;
    if (scope === undefined) throw new AppError('platform/not-found');
    const rows = await pageOfTrainees(db, scope, { day, unitId, unready: only === 'unready', number, sort, after, limit });
    const page = TRAINEE_SORT.page(sort, rows, limit, (row) => [row.number, row.id]);
    const ids = page.items.map(({ id }) => id);
    const [needs, waivers, units] = [
      Map.groupBy(await needsOf(db, ids), ({ traineeId }) => traineeId),
      await waiversOf(db, ids, day),
      await unitNames(
        db,
        page.items.flatMap((row) => row.unitId ?? []),
      ),
    ];
    const own = await ownTrainees(db, ids, subject.person);
    const names = await namesOf(
      db,
      waivers.map(({ by }) => by),
    );
    const order = new Map(currentCurriculum().courses.map(({ module }, at) => [module.id, at]));
    const dueDays = Number(currentEdition().parameter(currentCurriculum().due, now).value);
    return {
      next: page.next,
      items: page.items.map(({ unitId: unit, category, ...row }) => ({
        ...row,
        category: category as Category,
        unit: unit === null ? null : (units.get(unit) ?? null),
        needs: (needs.get(row.id) ?? [])
          .toSorted((a, b) => order.get(a.module)! - order.get(b.module)!)
          .map(({ module, renewedBy, behind, deltaUntil, enrolledUntil, missing, ...need }) => {
            const waiver = waivers.find((one) => one.traineeId === row.id && one.module === module);
            const until = need.coveredUntil === 'always' ? null : need.coveredUntil;
            const state = stateOf({ ...need, missing, deltaUntil, enrolled: (enrolledUntil ?? '') >= day }, day, dueDays);
            const mayAt = (permission: Parameters<typeof may>[1]) => may(subject, permission, row.partyId);
            const isOpen = decideWaive(state, need, day, own.has(row.id)).accepted;
            return {
              module,
              state,
              until: (need.waivedUntil ?? '') > (until ?? '') ? need.waivedUntil : until,
              dueOn: need.dueOn,
              covered: isCovered(need, day),
              keepsBack: keepsBack(need, day),
              take: need.coveredUntil !== null && renewedBy !== null ? renewedBy : module,
              // A person who passed an older version must take only the lessons that were added since.
              missing: missing ?? (need.coveredUntil === null ? [] : behind),
              waiver: waiver
                ? {
                    ...{
                      id: waiver.id,
                      reason: waiver.reason,
                      until: waiver.until,
                      by: names.get(waiver.by) ?? '',
                      version: waiver.version,
                    },
                    actions: offeredActions<WaiverState, 'end-waiver'>(
                      WAIVER_MACHINE,
                      waiverState({ ...waiver, endedAt: null }, day),
                      mayAt,
                    ),
                  }
                : null,
              actions: isOpen ? offeredActions<TrainingState, 'waive'>(NEED_MACHINE, state, mayAt) : [],
            };
          }),
      })),
    };
  },
});
