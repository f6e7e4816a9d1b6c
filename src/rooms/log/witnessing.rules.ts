import type { LogState, WitnessView } from './log.schema.ts';

/** Outside checks that must have signed before the log counts as witnessed. */
export const QUORUM = 2;
// A checkpoint is made every ten seconds; one of them missed is not yet worth a word.
const PATIENCE_MS = 60_000;

/** What to say of the outside checks: the worst first. `newest` is the last signed checkpoint. */
export function witnessingOf(
  witnesses: readonly Pick<WitnessView, 'size' | 'signedAt' | 'fault'>[],
  newest: { size: number; signedAt: Date } | null,
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
  const behind = newest !== null && (reached?.size ?? 0) < newest.size && now.getTime() - newest.signedAt.getTime() > PATIENCE_MS;
  return { witnessing: behind ? 'behind' : 'good', witnessedUpTo };
}
