/** The result of one check. `not-checked` where the state is unknown for now; `repair` says what to do about it. */
export type Finding = { about: string; state: 'ok' | 'warning' | 'fault' | 'not-checked'; found: string; repair?: string };
