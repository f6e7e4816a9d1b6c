import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { PageQuery, pageOf } from '#kernel/page.ts';
import { CATEGORIES } from '#rooms/courses/index.ts';
import { NEED_MACHINE, TRAINING_STATES, WAIVER_MACHINE } from '../needs/training.rules.ts';
import { COVERAGES } from '../strength/strength.rules.ts';

/** Whose people: those of a party, or those of all parties who go to an operation. `day`: the day they must be ready on; today by default. */
const Scope = { scopeId: z.uuid(), day: Day.optional() };

export const GetBoard = z.strictObject(Scope);
const Missing = z.object({ module: z.string(), persons: z.int() });
export const BoardLine = z.object({
  partyId: z.string(),
  party: BothLanguages,
  unitId: z.string().nullable(),
  unit: z.string().nullable(),
  persons: z.int(),
  ready: z.int(),
  colour: z.enum(['green', 'amber', 'red']).nullable(),
  missing: z.array(Missing),
});
export type BoardLine = z.infer<typeof BoardLine>;

export const Board = z.object({
  scope: z.object({ id: z.string(), code: z.string(), kind: z.string(), name: BothLanguages }),
  day: z.string(),
  target: z.int(),
  floor: z.int(),
  persons: z.int(),
  ready: z.int(),
  /** Those among the ready who still have days to take a module. */
  inTime: z.int(),
  /** The people on the roster compared with the stated strength of the party; null for an operation, whose people belong to several parties. */
  roster: z
    .object({
      persons: z.int(),
      coverage: z.enum(COVERAGES),
      strength: z.object({ persons: z.int(), statedFor: z.string(), source: z.string(), percent: z.int() }).nullable(),
    })
    .nullable(),
  missing: z.array(Missing),
  /** The title of a module, its minutes, and the titles of its lessons. */
  modules: z.array(
    z.object({
      id: z.string(),
      title: BothLanguages,
      minutes: z.int(),
      lessons: z.array(z.object({ id: z.string(), title: BothLanguages })),
    }),
  ),
  lines: z.array(BoardLine),
  /** Superior units among these, with everybody under them. */
  formations: z.array(BoardLine),
  /** How many days the forecast looks ahead. */
  ahead: z.int(),
  /** Persons who are ready on the day but no longer in that week, counted from the day. */
  forecast: z.array(z.object({ from: z.string(), persons: z.int() })),
});
export type Board = z.infer<typeof Board>;

/** Units at the target on the day, and the last day on which they still are if no further training takes place; null: no known end. */
export const LastingUnits = z.object({
  units: z.array(z.object({ partyId: z.string(), unitId: z.string().nullable(), until: z.string().nullable() })),
});
export type LastingUnits = z.infer<typeof LastingUnits>;

/** Operation briefs and law annexes of a board; `asOf` null: the text is missing. */
export const BoardPlaceholders = z.object({
  placeholders: z.array(
    z.object({
      placeholder: z.enum(['operation-brief', 'law-annex']),
      partyId: z.string(),
      name: BothLanguages,
      asOf: z.string().nullable(),
      old: z.boolean(),
    }),
  ),
});
export type BoardPlaceholders = z.infer<typeof BoardPlaceholders>;

/** Knowledge before and after, in percent of right answers; null: too few people. */
const KnowledgeLine = z.object({
  partyId: z.string(),
  rotationId: z.string().nullable(),
  module: z.string(),
  persons: z.int().nullable(),
  before: z.int().nullable(),
  after: z.int().nullable(),
});
export type KnowledgeRow = z.infer<typeof KnowledgeLine>;
export const Knowledge = z.object({
  smallest: z.int(),
  lines: z.array(KnowledgeLine.extend({ party: BothLanguages, unit: z.string().nullable(), contingent: z.string().nullable() })),
});
export type Knowledge = z.infer<typeof Knowledge>;

/** A scope whose board this reader may see. */
export const BoardScopes = z.object({
  scopes: z.array(
    z.object({ id: z.string(), code: z.string(), kind: z.string(), name: BothLanguages, keeps: z.boolean(), leads: z.boolean() }),
  ),
});
export type BoardScopes = z.infer<typeof BoardScopes>;

export const ListTrainees = PageQuery.extend({
  ...Scope,
  unitId: z.uuid().optional(),
  only: z.enum(['unready']).optional(),
  number: z.string().max(24).optional(),
});
export const TraineeLine = z.object({
  id: z.string(),
  partyId: z.string(),
  number: z.string(),
  unit: z.string().nullable(),
  category: z.enum(CATEGORIES),
  roles: z.array(z.string()),
  arrivesOn: z.string().nullable(),
  leavesOn: z.string().nullable(),
  ready: z.boolean(),
  needs: z.array(
    z.object({
      module: z.string(),
      state: z.enum(TRAINING_STATES),
      /** Null: never covered, or as long as the appointment lasts. */
      until: z.string().nullable(),
      /** The due date; null where no arrival is known. */
      dueOn: z.string().nullable(),
      covered: z.boolean(),
      /** Not covered, and no days are left to take it. */
      keepsBack: z.boolean(),
      /** The module to take now: this one, or the shorter one that renews it. */
      take: z.string(),
      missing: z.array(z.string()),
      waiver: z
        .object({ id: z.string(), reason: z.string(), until: z.string(), by: z.string(), version: z.int() })
        .extend({ actions: offeredActionsOf(WAIVER_MACHINE) })
        .nullable(),
      /** What the reader may do now. */
      actions: offeredActionsOf(NEED_MACHINE),
    }),
  ),
});
export type TraineeLine = z.infer<typeof TraineeLine>;
export const TraineePage = pageOf(TraineeLine);

/** What headquarters sees. Null: too few people to show for another party. */
export const PartyCounts = z.object({
  day: z.string(),
  smallest: z.int(),
  target: z.int(),
  floor: z.int(),
  parties: z.array(z.object({ id: z.string(), name: BothLanguages, persons: z.int().nullable(), ready: z.int().nullable() })),
  /** The obligation to train people, behind which the evidence of a share is found; null where the edition has none. */
  obligationId: z.string().nullable(),
  /** Parties that owe it and have nobody on a roster here on the day, in alphabetical order; null for readers other than headquarters. */
  withoutRoster: z.array(z.object({ id: z.string(), name: BothLanguages })).nullable(),
});
export type PartyCounts = z.infer<typeof PartyCounts>;

/** The shares that were measured as evidence, one a month and party: the last of each month. Null: too few people to show for another party. */
export const PartyShares = z.object({
  parties: z.array(
    z.object({
      id: z.string(),
      months: z.array(z.object({ measuredOn: z.string(), persons: z.int().nullable(), ready: z.int().nullable() })),
    }),
  ),
});
export type PartyShares = z.infer<typeof PartyShares>;
