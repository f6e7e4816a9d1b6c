import type { LogState, WitnessView } from '../log.schema.ts';

/** How many witnesses must have signed before the log counts as witnessed. */
export const QUORUM = 2;
// A checkpoint is made every ten seconds; one that a witness misses is not yet reported.
const WAIT_TIMEOUT_MS = 60_000;

/** The state of the witnesses, the worst first. `signedAfter` returns when the first checkpoint beyond a size was signed, null where there is none. */
export function witnessingOf(
  witnesses: readonly Pick<WitnessView, 'size' | 'signedAt' | 'fault'>[],
  signedAfter: (size: number) => Date | null,
  now: Date,
): Pick<LogState, 'witnessing' | 'witnessedUpTo'> {
  const signed = witnesses.flatMap(({ size, signedAt }) => (signedAt === null ? [] : [{ size, signedAt }]));
  signed.sort((a, b) => b.size - a.size);
  const reached = signed[QUORUM - 1] ?? null;
  const times = signed.slice(0, QUORUM).map(({ signedAt }) => signedAt);
  const witnessedUpTo = reached === null ? null : times.sort()[0]!;
  if (witnesses.some(({ fault }) => fault === 'forked')) return { witnessing: 'forked', witnessedUpTo };
  if (witnesses.length === 0) return { witnessing: 'none', witnessedUpTo };
  if (witnesses.length < QUORUM) return { witnessing: 'one', witnessedUpTo };
  if (reached === null) return { witnessing: 'waiting', witnessedUpTo };
  // Counted from the first checkpoint they missed: on a busy log a newer one is always fresh.
  const missed = signedAfter(reached.size);
  const behind = missed !== null && now.getTime() - missed.getTime() > WAIT_TIMEOUT_MS;
  return { witnessing: behind ? 'behind' : 'good', witnessedUpTo };
}
