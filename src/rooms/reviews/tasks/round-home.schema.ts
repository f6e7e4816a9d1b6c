import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { Representative } from '#rooms/people/index.ts';
import { SHOWN_STATES } from '../participations/participation.rules.ts';
import { RoundView } from '../rounds/round.schema.ts';

const Round = RoundView.pick({ id: true, title: true, state: true, calendar: true });

/** The round that is open, or else planned, for the policy office: how far the parties are, and what is late. */
export const RoundHome = HomeUrgency.extend({
  round: Round.nullable(),
  /** How many parties are at each step, in the order of the steps. */
  steps: z.array(z.object({ state: z.enum(SHOWN_STATES), n: z.int() })),
  overdue: z.array(z.object({ participationId: z.string(), party: BothLanguages, due: z.string(), people: z.array(Representative) })),
  /** How many parties wait for the policy office. */
  yours: z.int(),
});
export type RoundHome = z.infer<typeof RoundHome>;

/** The newest adopted rounds, and of how many parties the reader may read the report: for the auditor. */
export const AdoptedHome = HomeUrgency.extend({
  rounds: z.array(z.object({ id: z.string(), title: BothLanguages, adoptedAt: z.string(), parties: z.int() })),
});
export type AdoptedHome = z.infer<typeof AdoptedHome>;

/** What a reviewer has to rate: the participations of open rounds at the parties the reviewer is named for. */
export const AssignmentsHome = HomeUrgency.extend({
  assignments: z.array(
    z.object({
      participationId: z.string(),
      round: Round,
      party: BothLanguages,
      state: z.enum(SHOWN_STATES),
      asked: z.int(),
      rated: z.int(),
      questionsOpen: z.int(),
      /** Whether the next step is the reviewer's. */
      yours: z.boolean(),
      action: z.string(),
      label: RecordLabel,
    }),
  ),
});
export type AssignmentsHome = z.infer<typeof AssignmentsHome>;
