import { expect, test } from 'vitest';
import { CALLS, canFailCalls, KILLS } from './faults.ts';
import { injectFaults } from './inject-faults.ts';

const FAULTS = 40;

test.runIf(process.platform === 'linux')(
  `nothing acknowledged is lost or done twice in ${FAULTS} faults (clause 5g: evidence is kept)`,
  async () => {
    const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
    const { hits, acknowledged, statements, reports, contracts, wrong } = await injectFaults(FAULTS, seed);
    const kinds = canFailCalls() ? KILLS.length + CALLS.length : KILLS.length;
    console.log(
      `Crash seed ${seed}: ${FAULTS} faults of ${hits.size} kinds, ${acknowledged} acknowledged commands, ${statements} statements, ${reports} reports, ${contracts} acts on contracts.${canFailCalls() ? '' : ' No failed system calls: strace is not there or may not attach.'}`,
    );
    expect(wrong).toEqual([]);
    expect(hits.size).toBe(kinds);
    expect(acknowledged).toBeGreaterThan(FAULTS);
    expect(statements).toBeGreaterThan(FAULTS);
    expect(reports).toBeGreaterThan(FAULTS);
    expect(contracts).toBeGreaterThan(FAULTS);
  },
);
