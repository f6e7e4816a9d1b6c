import { AppError } from '#kernel/errors.ts';

/** How many may wait for their turn below: as many as are let in at once (bounds.ts). There are more where senders leave before they are answered. */
export const MOST_ASKING = 500;
let asking = 0;
let last: Promise<unknown> = Promise.resolve();

/** Has something looked up for strangers, one after the other: a flood of them takes one connection of the pool and no more. Throws platform/passwords-busy where too many wait. */
export async function inTurn<T>(look: () => Promise<T>): Promise<T> {
  if (asking >= MOST_ASKING) throw new AppError('platform/passwords-busy');
  asking += 1;
  const next = last.then(look).finally(() => {
    asking -= 1;
  });
  last = next.catch(() => undefined);
  return next;
}
