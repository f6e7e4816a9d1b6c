import type { Pool } from 'pg';

/** How long a version counts as current without asking again. A change by another process is visible after this time at the latest. */
export const MAX_AGE = { ms: 1_000 };

/** The longest wait for the version: after it a page is made without. */
const WAIT_TIMEOUT_MS = 1_000;

type State = {
  version: string | undefined;
  /** Counts changes of public content that is not in the database. */
  revision: number;
  from: number;
  invalidatedAt: number;
  pending: Promise<void> | undefined;
};

const states = new WeakMap<object, State>();

/** The version of the public pages' content (`platform.public_version`), where it is known to be current; undefined where the database has to be asked. */
export function publicVersion(pool: Pool): string | undefined {
  const state = stateOf(pool);
  return state.from > state.invalidatedAt && performance.now() - state.from < MAX_AGE.ms ? versionOf(state) : undefined;
}

/**
 * As above, but asks the database where the version is not current: one query for all callers that wait. Undefined while the database does not answer in time.
 */
export async function refreshPublicVersion(pool: Pool): Promise<string | undefined> {
  const state = stateOf(pool);
  const requestedAt = performance.now();
  while (publicVersion(pool) === undefined && state.from < requestedAt) {
    state.pending ??= query(pool, state);
    await state.pending;
  }
  return versionOf(state);
}

/** This process stored the result of a command, or may have: the next reader asks the database. */
export function invalidatePublicVersion(pool: Pool): void {
  stateOf(pool).invalidatedAt = performance.now();
}

/** Public content that is not in the database changed, such as the edition in force: cached pages are made again. */
export function countPublicRevision(pool: Pool): void {
  stateOf(pool).revision += 1;
}

function versionOf({ version, revision }: State): string | undefined {
  return version === undefined ? undefined : `${revision}:${version}`;
}

async function query(pool: Pool, state: State): Promise<void> {
  const from = performance.now();
  // A version that holds a moment of the whole database is not settled.
  const known = state.version?.includes('/') ? null : state.version;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), WAIT_TIMEOUT_MS);
  });
  const answer = pool.query<{ version: string | null }>('select platform.public_version($1) as version', [known]).then(
    ({ rows }) => rows[0]!.version ?? undefined,
    () => undefined,
  );
  state.version = await Promise.race([answer, timeout]);
  clearTimeout(timer);
  state.from = from;
  state.pending = undefined;
}

function stateOf(pool: Pool): State {
  let state = states.get(pool);
  if (state === undefined) {
    state = {
      version: undefined,
      revision: 0,
      from: Number.NEGATIVE_INFINITY,
      invalidatedAt: Number.NEGATIVE_INFINITY,
      pending: undefined,
    };
    states.set(pool, state);
  }
  return state;
}
