import { useState } from 'react';
import { dayOf } from '#kernel/dates.ts';

/** Today in UTC, as the server counts days; fixed for as long as the page is open, so that nothing jumps while somebody reads. */
export function useToday(): string {
  return useState(() => dayOf(new Date()))[0];
}
