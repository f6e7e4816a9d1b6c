import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { BoardScopes } from '../board/board.schema.ts';

/**
 * Whose people the reader trains or leads, those with a roster first, whether a first one was asked for, and the day the board is asked for: the next Thursday. The figures are those of the board,
 * which the desk asks for after the page is shown.
 */
export const ReadinessHome = HomeUrgency.extend({
  day: z.string(),
  scopes: z.array(
    BoardScopes.shape.scopes.element.extend({ hasRoster: z.boolean(), requested: z.object({ on: Day, by: z.string() }).nullable() }),
  ),
});
export type ReadinessHome = z.infer<typeof ReadinessHome>;
