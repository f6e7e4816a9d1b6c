import { ORIGINS, STATUSES } from '#kernel/status.ts';
import type { StatusCount } from './clauses-home.schema.ts';
import type { MatrixCell } from './matrix.schema.ts';

type Decided = Pick<MatrixCell, 'status' | 'origin'>;

/**
 * How many of these obligations have each status of each origin, in the order of the legend. Obligations that do not bind are not counted; statuses without an
 * obligation are absent. Silence has no origin and comes last of its status.
 */
export function countCells(cells: readonly Decided[]): StatusCount[] {
  const origins = [...ORIGINS, null];
  const counts = Map.groupBy(cells, ({ status, origin }) => `${status} ${origin}`);
  return STATUSES.filter((status) => status !== 'not-applicable').flatMap((status) =>
    origins.flatMap((origin): StatusCount[] => {
      const n = counts.get(`${status} ${origin}`)?.length ?? 0;
      return n === 0 ? [] : [{ status, origin, n }];
    }),
  );
}
