import type { Database } from '#platform/db/transaction.ts';
import { duePlans } from '../plans/list-dues.query.ts';
import type { FoundTask } from './contract-task.schema.ts';

/**
 * Plans and certifications that are late or due soon, one task for each contract and each thing that is due of its firms. What is owed without a day is in the
 * due list alone. Mail reminds of the day of each firm: one that is late must not hide the next. `keeps`: the parties at which the person keeps contracts; undefined: all.
 */
export async function planTasks(db: Database, keeps: readonly string[] | undefined, now: Date): Promise<FoundTask[]> {
  const { items } = await duePlans(db, keeps, now);
  const dated = items.filter(({ on }) => on !== null);
  return [...Map.groupBy(dated, ({ contractId, kind }) => `${contractId} ${kind}`).values()].map((alike) => {
    // The earliest is first: the list is in the order of the days.
    const { kind, partyId, contractId, number, on, late } = alike[0]!;
    return {
      ...{ kind: `due-${kind}` as const, partyId, names: [alike.map(({ firm }) => firm).join(', '), number], count: null },
      ...{ page: 'contract' as const, id: contractId, due: on, late, danger: false, days: alike.map((one) => one.on!) },
    };
  });
}
