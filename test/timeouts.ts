/**
 * How long a test waits for one thing to happen before it says what did not happen. Far longer than anything takes, also on a machine several times as busy:
 * this ends a wait in vain, and measures nothing.
 */
export const WAIT_TIMEOUT_MS = 300_000;

/** The same for one act on a page of a browser story. Shorter, because a fault of the page that every story opens is met by each of them. */
export const PAGE_TIMEOUT_MS = 120_000;

/** How long a test may take in all. The runner's only limit, for a test that hangs. */
export const HANG_MS = 1_800_000;
