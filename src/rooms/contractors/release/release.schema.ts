import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { Day } from '#kernel/day.ts';
import { PROVISION_STATES } from '../clauses/check/check-text.ts';
import { CONTRACT_STATES, COVERAGES } from '../register/contract.rules.ts';
import { Amount } from '../register/contract.schema.ts';
import { GAP_MACHINE, GAP_STATES } from './gap.rules.ts';
import { OVERRIDE_MACHINE, OVERRIDE_STATES } from './override.rules.ts';
import { NEXT_STEPS } from './release.rules.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const OnContract = z.strictObject({ contractId: z.uuid(), version: z.number().int() });
const OptionNumber = text(20);

/** An option that is exercised: until when the contract then runs, and its value in the currency of the contract. */
export const ExerciseOption = OnContract.extend({ number: OptionNumber, on: Day, endsOn: Day, value: Amount.nullable() });
/** What is asked for. `option`: the number of an option; null: the award. `until`: by when the missing provisions are brought in. */
export const AskOverride = OnContract.extend({ option: OptionNumber.nullable(), reason: text(1000), until: Day });
export const ProposeModification = OnContract.extend({ on: Day, how: text(1000) });
export const ReleaseAnswer = z.object({ contractId: z.string(), version: z.int() });

const OnOverride = z.strictObject({ overrideId: z.uuid(), version: z.number().int() });
export const GrantOverride = OnOverride.extend(commentField(OVERRIDE_MACHINE.actions['grant-override']));
export const RefuseOverride = OnOverride.extend(commentField(OVERRIDE_MACHINE.actions['refuse-override']));
export const OverrideAnswer = z.object({ overrideId: z.string(), version: z.int() });

/** The answer of the firm to a modification. `note`: by which modification it was agreed, or why it was refused. */
export const DecideModification = z.strictObject({
  ...{ modificationId: z.uuid(), on: Day, version: z.number().int() },
  ...commentField(GAP_MACHINE.actions['agree-modification']),
});
export const ModificationAnswer = z.object({ modificationId: z.string(), version: z.int() });

const Override = z.object({
  id: z.string(),
  option: z.string().nullable(),
  state: z.enum(OVERRIDE_STATES),
  reason: z.string(),
  until: z.string(),
  askedOn: z.string(),
  askedBy: z.string(),
  decidedOn: z.string().nullable(),
  decidedBy: z.string().nullable(),
  note: z.string().nullable(),
  actions: offeredActionsOf(OVERRIDE_MACHINE),
  version: z.int(),
});

const Modification = z.object({
  id: z.string(),
  proposedOn: z.string(),
  proposedBy: z.string(),
  how: z.string(),
  outcome: z.enum(['agreed', 'refused']).nullable(),
  decidedOn: z.string().nullable(),
  note: z.string().nullable(),
  version: z.int(),
});

/** What a contract lacks for its award or an option, what releases it, and the state of its gap. */
export const Release = z.object({
  contractId: z.string(),
  state: z.enum(CONTRACT_STATES),
  coverage: z.enum(COVERAGES),
  carries: z.enum(['yes', 'no', 'unknown']),
  next: z.enum(NEXT_STEPS),
  /** How many provisions the set has; `lacking`: those that are not present and confirmed. */
  provisions: z.int(),
  lacking: z.array(
    z.object({
      id: z.string(),
      title: z.object({ en: z.string(), fr: z.string().optional() }),
      state: z.enum(PROVISION_STATES).nullable(),
    }),
  ),
  /** Whether the reader may mark it as awarded now; which options they may exercise: `any`, or those under an override. */
  mayAward: z.boolean(),
  mayExercise: z.object({ any: z.boolean(), options: z.array(z.string()) }),
  mayAsk: z.boolean(),
  longestDays: z.number(),
  overrides: z.array(Override),
  options: z.array(z.object({ number: z.string(), exercisedOn: z.string(), endsOn: z.string(), value: z.string().nullable() })),
  currency: z.string().nullable(),
  /** Null: it is not known to have a gap, or does not run. */
  gap: z.object({ state: z.enum(GAP_STATES), dueOn: z.string().nullable(), late: z.boolean() }).nullable(),
  gapActions: offeredActionsOf(GAP_MACHINE),
  modifications: z.array(Modification),
  version: z.int(),
});

const OfContract = { contractId: z.string(), number: z.string(), contractor: z.string(), coverage: z.enum(COVERAGES) };

/** Overrides and gaps of the contracts that the reader may see: at most a limit of each, and how many there are. */
export const Releases = z.object({
  counts: z.array(z.object({ state: z.enum(OVERRIDE_STATES), overrides: z.int() })),
  overrides: z.array(Override.omit({ actions: true }).extend(OfContract)),
  gapCount: z.int(),
  gaps: z.array(
    z.object({ ...OfContract, state: z.enum(GAP_STATES), since: z.string().nullable(), dueOn: z.string().nullable(), late: z.boolean() }),
  ),
});
