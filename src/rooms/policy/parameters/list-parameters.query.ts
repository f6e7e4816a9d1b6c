import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { readDecisions, readNamedDecisions } from './decision.store.ts';
import { type DecisionView, ParameterList, PublicDecision } from './parameter.schema.ts';
import { inForce, largestOf } from './parameter-value.rules.ts';
import '../index.ts';

/** Every parameter that the program reads, with its value today and all decisions on it. Read from the database, so a decision is shown at once. */
export const listParameters = defineQuery({
  name: 'policy/list-parameters',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: ParameterList,
  async run({ db, now, platform }) {
    const edition = platform.services.catalogue.current;
    const byParameter = Map.groupBy(await readNamedDecisions(db, edition.id), (row) => row.parameter_id);
    return {
      parameters: edition.parameters.map((parameter) => {
        const decisions = withStates(byParameter.get(parameter.id) ?? [], dayOf(now));
        return {
          ...parameter,
          value: decisions.find(({ state }) => state === 'in-force')?.value ?? parameter.value,
          shipped: parameter.value,
          largest: largestOf(parameter.unit),
          decisions: decisions.map(({ row, ...decision }) => ({
            ...decision,
            number: row.number,
            decidedBy: row.decided_by,
            decidedAt: row.decided_at.toISOString(),
          })),
        };
      }),
    };
  },
});

/** The decisions of the policy office on an edition, for the public: no names. */
export const publicDecisions = defineQuery({
  name: 'policy/public-decisions',
  permission: 'public',
  input: z.strictObject({ editionId: z.string() }),
  answer: z.array(PublicDecision),
  async run({ db, now }, { editionId }) {
    const byParameter = Map.groupBy(await readDecisions(db, editionId), (row) => row.parameter_id);
    return [...byParameter].flatMap(([parameterId, rows]) =>
      withStates(rows, dayOf(now)).map(({ row: _, ...decision }) => ({ parameterId, ...decision })),
    );
  },
});

type Row = { value: unknown; from_day: string; reason: string; number: number };

// Of several decisions for one day the newest holds; the others are replaced before their day begins.
function withStates<R extends Row>(rows: readonly R[], today: string) {
  const dated = rows.map((row) => ({ row, fromDay: row.from_day, number: row.number }));
  const now = inForce(dated, today);
  return dated.map((one) => {
    const isNewestForDay =
      inForce(
        dated.filter(({ fromDay }) => fromDay === one.fromDay),
        one.fromDay,
      ) === one;
    const state: DecisionView['state'] = one === now ? 'in-force' : one.fromDay > today && isNewestForDay ? 'coming' : 'replaced';
    return { row: one.row, value: one.row.value as number | string, fromDay: one.fromDay, reason: one.row.reason, state };
  });
}
