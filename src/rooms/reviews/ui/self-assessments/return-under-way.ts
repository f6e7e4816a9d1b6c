/** States of a return that was begun or asked for and is not with headquarters. */
const UNDER_WAY: readonly string[] = ['open', 'answering', 'in-review', 'cleared', 'signed', 'returned'];

/**
 * The return that already asks a party what a round would ask: one under way, about the year in which the round was opened or the year before. A return is
 * about one year and often answered in the next. Undefined if there is none.
 */
export function findReturnUnderWay<R extends { period: string; state: string }>(
  returns: readonly R[],
  openedAt: string | null,
): R | undefined {
  if (openedAt === null) return undefined;
  const year = Number(openedAt.slice(0, 4));
  return returns.find(({ period, state }) => UNDER_WAY.includes(state) && [year, year - 1].includes(Number(period)));
}
