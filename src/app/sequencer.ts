import type { Platform } from '#platform/platform.ts';

const EVERY_MS = 500;
const BATCH = 1_000;

/** Gives new ledger entries their place in the chain, twice a second. Answers how to stop it. Several processes may run one: the database lets one at a time. */
export function startSequencer({ pool, log }: Platform): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let failed = false;
  const round = async () => {
    try {
      for (;;) {
        const { rows } = await pool.query<{ placed: number }>('select ledger.sequence($1) as placed', [BATCH]);
        if (rows[0]!.placed < BATCH) break;
      }
      failed = false;
    } catch (error) {
      // Tried again at the next round; said once, not twice a second.
      if (!failed) log({ event: 'sequencer-waits', sqlstate: (error as { code?: string }).code });
      failed = true;
    }
  };
  let idle = true;
  const timer = setInterval(() => {
    if (!idle) return;
    idle = false;
    running = round().finally(() => {
      idle = true;
    });
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
