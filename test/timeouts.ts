/**
 * The maximum wait for one event, after which a test reports what did not happen. It is far longer than any event takes, also on a very busy machine:
 * it ends a wait in vain, and measures nothing.
 */
export const WAIT_TIMEOUT_MS = 300_000;

/** The same for one action on a page of a browser story. Shorter, because every story meets a fault of the page that each of them opens. */
export const PAGE_TIMEOUT_MS = 120_000;

/** The maximum duration of a test. It is the runner's only limit, for a test that hangs. */
export const HANG_MS = 1_800_000;
