import { expect } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { runQuery } from '#platform/query.ts';
import { getMatrix } from '#rooms/commitments/matrix/matrix.query.ts';
import type { TestBed } from '../harness.ts';
import { checkMatrix } from '../oracle/check-matrix.ts';

/** Compares every cell of a seeded exercise with an oracle that was written from the issue and not from the rule. `token` is a session of the policy office. */
export async function expectMatrixOfOracle(bed: TestBed, token: string, today: string): Promise<void> {
  const platform = { ...bed.platform, clock: stoppedClock(`${today}T12:00:00Z`) };
  let compared = 0;
  for (const kind of PARTY_KINDS) {
    const { rows } = await runQuery(platform, getMatrix, { token, input: { kind } });
    const { cells, deviations } = await checkMatrix(bed, token, rows, today);
    expect(deviations, kind).toEqual([]);
    compared += cells;
  }
  expect(compared).toBeGreaterThan(900);
}
