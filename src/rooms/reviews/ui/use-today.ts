import { useState } from 'react';
import { dayOf } from '#kernel/dates.ts';

/** Today in UTC, as the server counts days. It is fixed while the page is open, so that nothing jumps while it is read. */
export function useToday(): string {
  return useState(() => dayOf(new Date()))[0];
}
