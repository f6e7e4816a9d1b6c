/** One thing looked at. `not-checked` where it cannot be known just now; `mend` says what to do about it. */
export type Finding = { about: string; state: 'ok' | 'warning' | 'fault' | 'not-checked'; found: string; mend?: string };
