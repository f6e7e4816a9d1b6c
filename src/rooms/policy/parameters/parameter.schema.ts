import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { Parameter } from '../policy.schema.ts';

const Value = z.union([z.number(), z.string().trim().min(1).max(100)]);

/** A decision on a parameter from a day on. `seen`: how many decisions on it the office saw, so that nobody decides over another decision unseen. */
export const DecideParameter = z.strictObject({
  parameterId: z.string().min(1).max(40),
  value: Value,
  fromDay: Day,
  reason: z.string().trim().min(1).max(2000),
  seen: z.int().min(0),
});
export const ParameterDecided = z.object({ parameterId: z.string(), number: z.int() });

/** A decision as the desk shows it. `coming`: its day has not begun; `replaced`: another decision holds now, or has taken its place before its day. */
export const DecisionView = z.object({
  number: z.int(),
  value: Value,
  fromDay: Day,
  reason: z.string(),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime(),
  state: z.enum(['coming', 'in-force', 'replaced']),
});
export type DecisionView = z.infer<typeof DecisionView>;

/** A parameter with its value today, the value of the files, and the decisions on it, the newest first. `largest`: the limit of its unit. */
export const ParameterView = Parameter.extend({ shipped: Value, largest: z.int(), decisions: z.array(DecisionView) });
export type ParameterView = z.infer<typeof ParameterView>;
export const ParameterList = z.object({ parameters: z.array(ParameterView) });

/** A parameter on which the office decided, as the public page shows it: no names. */
export const PublicDecision = DecisionView.omit({ decidedBy: true, decidedAt: true, number: true }).extend({ parameterId: z.string() });
export type PublicDecision = z.infer<typeof PublicDecision>;
