import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { readDecisions, readNamedDecisions } from './decision.store.ts';
import { type DecisionView, ParameterList, PublicDecision } from './parameter.schema.ts';
import { effective, largestOf } from './parameter-value.rules.ts';
import '../index.ts';

/** Every parameter that the program reads, with its value today and all decisions on it. Read from the database, so a decision is shown at once. */
export const listParameters = defineQuery({
  name: 'policy/list-parameters',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: ParameterList,
  async run({ db, now, platform }) {
    const edition = platform.services.catalogue.current;
    const byParameter = Map.groupBy(await readNamedDecisions(db, edition), (row) => row.parameterId);
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
            decidedBy: row.decidedBy,
            decidedAt: row.decidedAt.toISOString(),
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
  async run({ db, now, platform }, { editionId }) {
    const edition = platform.services.catalogue.edition(editionId);
    const byParameter = Map.groupBy(await readDecisions(db, edition), (row) => row.parameterId);
    return [...byParameter].flatMap(([parameterId, rows]) =>
      withStates(rows, dayOf(now)).map(({ row: _, ...decision }) => ({ parameterId, ...decision })),
    );
  },
});

type Row = { value: number | string; fromDay: string; reason: string; number: number };

// Of several decisions for one day the newest holds; the others are replaced before their day begins.
function withStates<R extends Row>(rows: readonly R[], today: string) {
  const { now, coming } = effective(rows, today);
  return rows.map((row) => {
    const state: DecisionView['state'] = row === now ? 'in-force' : coming.includes(row) ? 'coming' : 'replaced';
    return { row, value: row.value, fromDay: row.fromDay, reason: row.reason, state };
  });
}
