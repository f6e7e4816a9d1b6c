import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { offeredSets } from '../sets/set.store.ts';
import { CoverageView } from './coverage.schema.ts';
import { monthRows, type SharesRow, shareRows, violatedRows } from './coverage.store.ts';
import { scopeOf } from './list-gaps.query.ts';
import { monthEnds, sharesOf } from './share.rules.ts';
import { violatedBy } from './violated.rules.ts';
import '../permissions.ts';

const MONTHS_SHOWN = 12;

/** How many running contracts carry the set that they owe: by number and by value, by set, operation and officer, and month by month (5f). */
export const getCoverage = defineQuery({
  name: 'contractors/get-coverage',
  permission: 'contractors:read',
  input: z.strictObject({ partyId: z.uuid().optional() }),
  answer: CoverageView,
  async run(context, { partyId }) {
    const { db } = context;
    const scope = scopeOf(context, partyId);
    const [rows, months, offered, violated] = await Promise.all([
      shareRows(db, scope),
      monthRows(db, scope, monthEnds(scope.today, MONTHS_SHOWN)),
      offeredSets(db),
      violatedRows(db, scope),
    ]);
    const { parties } = await readRegister(db, { ids: rows.flatMap(({ operationId }) => operationId ?? []) });
    const operations = new Map(parties.map(({ id, name }) => [id, name]));
    const officers = new Map(rows.map(({ officerId, officer }) => [officerId, officer]));
    return {
      today: scope.today,
      shares: sharesOf(rows),
      bySet: by(rows, 'setId', (id) => offered.find(({ key }) => key === id)?.set.title ?? { en: id }),
      byOperation: by(rows, 'operationId', (id) => operations.get(id) ?? null),
      byOfficer: by(rows, 'officerId', (id) => (officers.get(id) ? { en: officers.get(id)! } : null)),
      months,
      violated: violatedBy(violated).map((one) => {
        const set = offered.find(({ key }) => key === one.setId)?.set;
        const title =
          set?.provisions.find(({ id }) => id === one.provision)?.title ?? (one.provision === null ? null : { en: one.provision });
        return { ...one, title, set: set?.title ?? null };
      }),
    };
  },
});

type Name = z.infer<typeof CoverageView>['bySet'][number]['name'];

/** The shares of each value of a column, the one with the most contracts first and what is not named last. */
function by(rows: readonly SharesRow[], column: 'setId' | 'operationId' | 'officerId', nameOf: (id: string) => Name) {
  const groups = [...Map.groupBy(rows, (row) => row[column])].map(([id, own]) => ({
    ...{ id, name: id === null ? null : nameOf(id) },
    shares: sharesOf(own),
    contracts: own.reduce((sum, row) => sum + row.contracts, 0),
  }));
  return groups
    .toSorted((a, b) => Number(a.id === null) - Number(b.id === null) || b.contracts - a.contracts)
    .map(({ contracts: _, ...group }) => group);
}
