import { homeRoutes } from '#app/personal/home.ts';
import { newsRoutes } from '#app/personal/news.ts';
import { ROLE, type Role } from '#kernel/roles.ts';
import type { Query } from '#platform/query.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { describeTime, type ProcessorTime, processorTimeOf } from '../load/processor-time.ts';
import { seedHistory, seedRegister } from '../load/seed.ts';
import { ask } from '../matrix.bench.ts';
import { ms, quantile, timesOf } from '../measure.ts';

const FEW = 10_000;
const MANY = Number(process.env.MANUMIT_BENCH_ENTRIES ?? 1_000_000);
const GOAL_MS = 100;
const [READS, WARM] = [60, 8];

/** Home and what is new, for every role that has a home, with a long history, compared with the same pages with a short one. */
export async function measureHome(installation: Installation): Promise<Figure[]> {
  const { parties, operation } = await seedRegister(installation);
  const [nation] = parties as [string];
  const places: [Role, string | null][] = [
    [ROLE.policyOffice, null],
    [ROLE.auditor, null],
    [ROLE.platformAdmin, null],
    [ROLE.commander, operation],
    ...[ROLE.focalPoint, ROLE.trainingOfficer, ROLE.legalAdviser, ROLE.contractingOfficer, ROLE.partyAdmin, ROLE.reviewer].map(
      (role): [Role, string] => [role, nation],
    ),
  ];
  const readers: { role: Role; token: string }[] = [];
  for (const [role, partyId] of places) readers.push({ role, token: await installation.givenSession([{ role, partyId }]) });
  // A second policy office ends one-person mode, in which one person is shown every part.
  await installation.givenSession([{ role: ROLE.policyOffice, partyId: null }]);
  // Everybody was last here a year ago. The list of what is new goes back a month, as far as it can.
  await installation.deployer.query(`update identity.session set created_at = created_at - interval '1 year'`);
  await seedHistory(installation, 0, FEW);
  const few = await timeAll(installation, readers);
  await seedHistory(installation, FEW, MANY);
  const many = await timeAll(installation, readers);
  return readers.flatMap(({ role }, at) =>
    (['home', 'news'] as const).map((page) => ({
      what: `${page === 'home' ? 'home' : 'what is new'}: ${role}, p95`,
      measured: `${describe(many[at]![page])} with ${MANY.toLocaleString('en')} entries`,
      yardstick: `${describe(few[at]![page])} with ${FEW.toLocaleString('en')} entries`,
      ratio: (many[at]![page].p95 / few[at]![page].p95).toFixed(2),
      goal: `<= ${GOAL_MS} ms`,
      met: many[at]![page].p95 <= GOAL_MS,
    })),
  );
}

type Time = { p95: number; cost: ProcessorTime | undefined };
const describe = ({ p95, cost }: Time) => `${ms(p95)}${describeTime([cost])}`;

async function timeAll(installation: Installation, readers: readonly { token: string }[]): Promise<{ home: Time; news: Time }[]> {
  const [home, news] = [homeRoutes[0]!, newsRoutes[0]!].map((route) => (route as unknown as { query: Query }).query) as [Query, Query];
  const times: { home: Time; news: Time }[] = [];
  for (const { token } of readers) {
    const timeOf = async (query: Query): Promise<Time> => {
      await timesOf(() => ask(installation, query, token, {}), 0, WARM);
      let reads: number[] = [];
      const cost = await processorTimeOf(installation.deployer, async () => {
        reads = await timesOf(() => ask(installation, query, token, {}), READS, 0);
        return READS;
      });
      return { p95: quantile(reads, 0.95), cost };
    };
    times.push({ home: await timeOf(home), news: await timeOf(news) });
  }
  return times;
}
