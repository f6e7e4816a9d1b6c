import { setTimeout as wait } from 'node:timers/promises';
import { actsOf } from './contracting.ts';
import { CALLS, canFailCalls, type Fault, KILLS } from './faults.ts';
import { startInstallation } from './installation.ts';
import { findFaults, findUnplaced } from './invariants.ts';
import { findLostReports } from './reporting.ts';
import { emptyKnowledge, sendAgain, startWriters } from './writers.ts';

/**
 * The result of a run: how often each fault hit, what was acknowledged (commands, statements of learning systems, reports, acts on contracts), refused and wrong, the slowest
 * recovery, and the starts that were tried again.
 */
export type Outcome = {
  hits: Map<string, number>;
  acknowledged: number;
  statements: number;
  reports: number;
  contracts: number;
  refused: number;
  slowestMs: number;
  retries: number;
  wrong: string[];
};

/** Small and steady (mulberry32): the same seed draws the same faults. */
function drawsOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Causes so many faults in one installation, one after the other, and checks after each whether anything is lost. Stops at the first loss. */
export async function injectFaults(count: number, seed: number, onFault: (fault: string) => void = () => {}): Promise<Outcome> {
  const kinds: readonly Fault[] = canFailCalls() ? [...KILLS, ...CALLS] : KILLS;
  // Faults of the database are twice as frequent: acknowledged data depends on it, and a program takes longer to start than a server.
  const drawn = kinds.flatMap((kind) => (kind.restarts ? [kind] : [kind, kind]));
  const draw = drawsOf(seed);
  const hits = new Map<string, number>();
  const knowledge = emptyKnowledge();
  const outcome = (wrong: string[]): Outcome => ({
    hits,
    acknowledged: knowledge.acknowledged.size,
    statements: knowledge.statements.size,
    reports: knowledge.reports.stored.size,
    contracts: actsOf(knowledge.officer),
    refused: knowledge.refused,
    slowestMs,
    retries: installation.retries(),
    wrong,
  });
  let [missed, slowestMs] = [0, 0];
  const first = [...kinds];
  const installation = await startInstallation();
  try {
    for (let turn = 0; turn < count + missed; turn++) {
      // A fault that hit nothing does not count: another is drawn instead.
      if (missed > count) throw new Error('More faults missed their target than hit it.');
      // Each kind until it has hit once, then as the seed draws.
      const fault = first.shift() ?? drawn[Math.floor(draw() * drawn.length)]!;
      const n = 1 + Math.floor(draw() * 12);
      const stopWriters = startWriters(installation, knowledge);
      await wait(50 + draw() * 150);
      const hit = await fault.inject(installation, n);
      slowestMs = Math.max(slowestMs, await installation.recover());
      await stopWriters();
      const lost = await findLostReports(installation, knowledge.reports);
      await sendAgain(installation, knowledge);
      if (hit) hits.set(fault.name, (hits.get(fault.name) ?? 0) + 1);
      else missed += 1;
      if (!hits.has(fault.name)) first.push(fault);
      const wrong = [...lost, ...(await findFaults(installation, knowledge))];
      if (wrong.length > 0) return outcome(wrong.map((line) => `After ${fault.name} (fault ${turn + 1}, n ${n}): ${line}`));
      if (hit) onFault(fault.name);
    }
    return outcome([...(await findUnplaced(installation)), ...(await findFaults(installation, knowledge))]);
  } catch (error) {
    if (error instanceof Error) error.message = [error.message, ...installation.unexpected()].join('\n');
    throw error;
  } finally {
    await installation.close();
  }
}
