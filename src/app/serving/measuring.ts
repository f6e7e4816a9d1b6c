import { dayOf } from '#kernel/dates.ts';
import { connect } from '#platform/db/pool.ts';
import {
  listWaitingCoverage,
  listWaitingNotices,
  listWaitingPlans,
  measureCoverage,
  measureNotices,
  measurePlans,
} from '#rooms/contractors/index.ts';
import { listChangedReach, recountReach } from '#rooms/nations/index.ts';
import { listWaitingShares, measureWaiting } from '#rooms/readiness/index.ts';
import { listWaitingChannels, listWaitingDirectories, measureChannels, measureDirectory } from '#rooms/reports/index.ts';
import type { Config } from '../config/config.ts';
import type { Installation } from '../launcher/installation.ts';
import { type Operator, workAsInstallation } from '../operator.ts';

// A completion shows in the matrix within a minute: a round may have to wait for the one before it.
const ROUND_EVERY_MS = 20_000;

/** Measures the shares of parties whose training records changed, and once a day of all parties, because training ends as days pass. */
export async function measureShares({ ask, run }: Pick<Operator, 'ask' | 'run'>, all: boolean): Promise<number> {
  const { partyIds } = await ask(listWaitingShares, { all });
  for (const partyId of partyIds) await run(measureWaiting, { partyId });
  return partyIds.length;
}

/** Records how far each party has come with encouraging contributors (5b), where that changed without a letter. */
export async function recountOutreach({ ask, run }: Pick<Operator, 'ask' | 'run'>): Promise<number> {
  const { partyIds } = await ask(listChangedReach, {});
  for (const partyId of partyIds) await run(recountReach, { partyId });
  return partyIds.length;
}

/** Records how reporting channels were kept in the quarter that is over (A1.5, A3.5), once for each party. */
export async function measureQuarter({ ask, run }: Pick<Operator, 'ask' | 'run'>): Promise<number> {
  const { partyIds } = await ask(listWaitingChannels, {});
  for (const partyId of partyIds) await run(measureChannels, { partyId });
  return partyIds.length;
}

/** Records whether the numbers of published lists of help were tested in time (A1.6), where that changed or was recorded a month ago. */
export async function measureDirectories({ ask, run }: Pick<Operator, 'ask' | 'run'>): Promise<number> {
  const { partyIds } = await ask(listWaitingDirectories, {});
  for (const partyId of partyIds) await run(measureDirectory, { partyId });
  return partyIds.length;
}

/** Records how many running contracts carry the clause set that they owe (P5f.1, P5f.2), where that changed or was recorded a month ago. */
export async function measureContracts({ ask, run }: Pick<Operator, 'ask' | 'run'>): Promise<number> {
  const { partyIds } = await ask(listWaitingCoverage, {});
  for (const partyId of partyIds) await run(measureCoverage, { partyId });
  return partyIds.length;
}

/** Records how many notices of credible information contractors gave in time (P5f.4), where that changed or was recorded a month ago. */
export async function measureNoticesOfFirms({ ask, run }: Pick<Operator, 'ask' | 'run'>): Promise<number> {
  const { partyIds } = await ask(listWaitingNotices, {});
  for (const partyId of partyIds) await run(measureNotices, { partyId });
  return partyIds.length;
}

/** Records how many running contracts of contractors owe a plan or a certification and have it (P5f.4), where that changed or was recorded a month ago. */
export async function measurePlansOfFirms({ ask, run }: Pick<Operator, 'ask' | 'run'>): Promise<number> {
  const { waiting } = await ask(listWaitingPlans, {});
  for (const one of waiting) await run(measurePlans, one);
  return waiting.length;
}

/** The background measuring of a running installation. `stop` waits for the round under way. */
export type Measuring = { stop(): Promise<void> };

/** What the background measuring does: whether a party waits, and one round, of the parties that wait or of all. */
export type MeasuringWork = { isWaiting: () => Promise<boolean>; measure: (all: boolean) => Promise<unknown> };

/** The work on a running installation. */
export function measuringOf(config: Config, installation: Pick<Installation, 'deployer' | 'app'>, exercise: boolean): MeasuringWork {
  return {
    isWaiting: () => isShareWaiting(installation.deployer),
    measure: (all) =>
      workAsInstallation(installation, config, exercise, async (operator) => {
        await measureShares(operator, all);
        if (!all) return;
        await recountOutreach(operator);
        await measureQuarter(operator);
        await measureDirectories(operator);
        await measureContracts(operator);
        await measureNoticesOfFirms(operator);
        await measurePlansOfFirms(operator);
      }),
  };
}

/**
 * Measures what waits every few seconds. The first round after a start and the first of each day measure everybody, so that a program that is
 * restarted every day leaves no day out. A round that fails is repeated; the failure is reported once a day.
 */
export function startMeasuring(
  { isWaiting, measure }: MeasuringWork,
  log: (line: string) => void,
  { everyMs = ROUND_EVERY_MS, today = () => dayOf(new Date()) }: { everyMs?: number; today?: () => string } = {},
): Measuring {
  let [measuredOn, reportedOn] = ['', ''];
  let round: Promise<void> | undefined;
  const runRound = async () => {
    const day = today();
    const all = day !== measuredOn;
    if (!all && !(await isWaiting())) return;
    await measure(all);
    measuredOn = day;
  };
  const startRound = () => {
    round ??= runRound()
      .catch((error: Error) => {
        if (reportedOn !== today()) log(`The figures that the program measures could not be renewed: ${error.message}`);
        reportedOn = today();
      })
      .finally(() => {
        round = undefined;
      });
  };
  const timer = setInterval(startRound, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

async function isShareWaiting(address: Installation['deployer']): Promise<boolean> {
  const client = await connect(address);
  try {
    await client.query('set role manumit_schema');
    const { rows } = await client.query<{ waiting: boolean }>('select exists (select from training.share_waiting) as waiting');
    return rows[0]!.waiting;
  } finally {
    await client.end();
  }
}
