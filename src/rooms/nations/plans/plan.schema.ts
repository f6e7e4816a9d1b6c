import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { LOWEST } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { MEASURE_ACTIONS, MEASURE_MACHINE, MEASURE_STATES, PLAN_MACHINE, PLAN_STATES } from './plan.rules.ts';

const Text = z.string().trim().min(1);

export const RecordPlan = z.strictObject({
  partyId: z.uuid(),
  title: Text.max(120),
  document: Text.max(200),
  adoptedOn: Day,
  from: Day,
  /** The last day of the plan; null where it has none. */
  to: Day.nullable(),
  label: RecordLabel.default(LOWEST),
});
const OnPlan = z.strictObject({ planId: z.uuid(), version: z.number().int() });
export const AddMeasure = OnPlan.extend({
  clauseId: z.string().min(1).max(10),
  text: Text.max(1000),
  /** An office, never the name of a person. */
  owner: Text.max(200),
  /** The chapter of the OSCE Action Plan that it carries out: `key` of a row of the crosswalk of its clause. */
  chapter: Text.max(80).nullable().default(null),
  dueOn: Day.nullable(),
});
export const EndPlan = OnPlan.extend(commentField(PLAN_MACHINE.actions.end));
export const RecordProgress = z.strictObject({
  measureId: z.uuid(),
  version: z.number().int(),
  action: z.enum(MEASURE_ACTIONS),
  on: Day,
  note: Text.max(2000).nullable(),
  /** The due date from now on; for `reschedule` only. */
  dueOn: Day.nullable(),
});
export const PlanAnswer = z.object({ id: z.string(), state: z.enum(PLAN_STATES), version: z.number().int() });
export const MeasureAnswer = z.object({ id: z.string(), state: z.enum(MEASURE_STATES), version: z.number().int() });

export const MeasureView = z.object({
  id: z.string(),
  clauseId: z.string(),
  text: z.string(),
  owner: z.string(),
  chapter: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: z.enum(MEASURE_STATES),
  isOverdue: z.boolean(),
  version: z.number().int(),
  /** The actions that this reader may take now. */
  actions: offeredActionsOf(MEASURE_MACHINE),
  /** The oldest first. */
  progress: z.array(
    z.object({
      id: z.string(),
      action: z.enum(MEASURE_ACTIONS),
      on: z.string(),
      note: z.string().nullable(),
      dueOn: z.string().nullable(),
      by: z.string(),
    }),
  ),
});
export type MeasureView = z.infer<typeof MeasureView>;

export const PlanView = z.object({
  id: z.string(),
  title: z.string(),
  document: z.string(),
  adoptedOn: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  state: z.enum(PLAN_STATES),
  endReason: z.string().nullable(),
  by: z.string(),
  label: RecordLabel,
  version: z.number().int(),
  actions: offeredActionsOf(PLAN_MACHINE),
  /** Clauses that bind an Ally and have no measure in this plan. */
  missing: z.array(z.string()),
  counts: z.object({
    all: z.number().int(),
    done: z.number().int(),
    begun: z.number().int(),
    waiting: z.number().int(),
    dropped: z.number().int(),
    overdue: z.number().int(),
  }),
  measures: z.array(MeasureView),
});
export type PlanView = z.infer<typeof PlanView>;

/** The action plans of a nation that this reader may see: current ones first, then by date of adoption, the newest first. */
export const PlansView = z.object({
  party: z.object({ id: z.string(), name: BothLanguages, kind: z.string() }),
  mayRecord: z.boolean(),
  /** The clauses a measure can serve. */
  clauses: z.array(z.object({ id: z.string(), title: BothLanguages })),
  /** The chapters of the OSCE Action Plan that a measure can name, by clause, from the crosswalk of the edition. */
  chapters: z.array(z.object({ key: z.string(), clauseId: z.string(), name: BothLanguages, note: BothLanguages })),
  plans: z.array(PlanView),
});
export type PlansView = z.infer<typeof PlansView>;

/** Overdue measures, for the people who keep the plan. */
export const PlanTasks = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      party: z.object({ id: z.string(), name: BothLanguages }),
      text: z.string(),
      owner: z.string(),
      dueOn: z.string(),
      label: RecordLabel,
    }),
  ),
});
export type PlanTasks = z.infer<typeof PlanTasks>;
