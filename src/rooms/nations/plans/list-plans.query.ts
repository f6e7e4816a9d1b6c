import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { boundParties } from '#rooms/commitments/index.ts';
import { currentCatalogue, currentEdition } from '#rooms/policy/index.ts';
import { chaptersOf } from './chapters.ts';
import {
  clausesWithout,
  countMeasures,
  isOverdue,
  MEASURE_MACHINE,
  type MeasureAction,
  type MeasureState,
  PLAN_MACHINE,
  type PlanAction,
  type PlanState,
} from './plan.rules.ts';
import { PlansView } from './plan.schema.ts';
import { measuresOf, plansOf, progressOf } from './plan.store.ts';
import { clausesToServe } from './plan-evidence.ts';
import '../permissions.ts';

/** The action plans of a nation with their measures and all progress, as far as this reader may see them. */
export const listPlans = defineQuery({
  name: 'nations/list-plans',
  permission: 'nations:read-plan',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: PlansView,
  party: ({ partyId }) => partyId,
  async run(context, { partyId }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const today = dayOf(now);
    const [party] = await boundParties(db, today, { ids: [partyId] });
    if (party === undefined) throw new AppError('platform/not-found');
    const rows = await plansOf(db, partyId);
    const ids = rows.map(({ id }) => id);
    const [measures, progress] = [await measuresOf(db, ids), await progressOf(db, ids)];
    const entries = Map.groupBy(progress, ({ measureId }) => measureId);
    const allowed = (permission: Parameters<typeof may>[1]) => may(subject, permission, partyId);
    const edition = currentEdition();
    return {
      party: { id: party.id, name: party.name, kind: party.kind },
      mayRecord: party.kind === 'nation' && allowed('nations:keep-plan'),
      clauses: edition.columns.map((id) => ({ id, title: edition.clause(id).title })),
      chapters: chaptersOf(edition),
      plans: rows.map(({ editionId, level, releasableTo, partyId: _, evidenceId: __, crosswalkEvidenceId: ___, ...plan }) => {
        const own = measures.filter(({ planId }) => planId === plan.id);
        return {
          ...plan,
          label: labelOfRow(level, releasableTo),
          actions: offeredActions<PlanState, PlanAction>(PLAN_MACHINE, plan.state, allowed),
          missing: clausesWithout(clausesToServe(currentCatalogue().edition(editionId), party.owes), own),
          counts: countMeasures(own, today),
          measures: own.map(({ planId: ____, ...measure }) => ({
            ...measure,
            isOverdue: plan.state === 'current' && isOverdue(measure, today),
            actions: plan.state === 'current' ? offeredActions<MeasureState, MeasureAction>(MEASURE_MACHINE, measure.state, allowed) : [],
            progress: (entries.get(measure.id) ?? []).map(({ measureId: _____, ...entry }) => entry),
          })),
        };
      }),
    };
  },
});
