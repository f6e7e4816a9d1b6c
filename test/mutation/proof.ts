import { expect } from 'vitest';
import { openTestBed, type TestBed } from '../database/harness.ts';
import { checkCalls } from '../database/oracle/check-calls.ts';
import { checkRoutes } from '../database/oracle/check-routes.ts';
import { checkReads, checkWrites } from '../database/oracle/check-rows.ts';
import { checkStories, type Stage, setStage } from '../database/oracle/guard-stories.ts';
import { type Asker, makeAskers, wishes } from '../database/oracle/subjects.ts';
import { findAims } from '../database/oracle/targets.ts';
import { READS } from '../database/oracle/things.ts';
import { buildWorld, type World } from '../database/oracle/world.ts';
import { KNOWN } from './known.ts';
import type { Mutant } from './mutants.ts';

/** A world of its own, everybody who asks in it, and what is wrong with it before any guard is gone: nothing. */
export type Proof = {
  bed: TestBed;
  world: World;
  stage: Stage;
  askers: Asker[];
  aims: Awaited<ReturnType<typeof findAims>>;
  never: Set<string>;
};

/** Only mutants whose names hold this are made: `ONLY=hand_over npm run test:mutation`. */
const ONLY = process.env.ONLY ?? '';

/** Sets the world up, and holds it to every check that will have to miss a guard: else every mutant would be called caught. */
export async function openProof(): Promise<Proof> {
  const bed = await openTestBed();
  const world = await buildWorld(bed);
  const stage = await setStage(world);
  const aims = await findAims(world);
  const near = / of (nation|firm)$|^commander of operation$/;
  const all = await makeAskers(
    world,
    wishes(world).filter(({ name }) => near.test(name) || !name.includes(' of ')),
  );
  // Those whom most is closed to come first: they miss a guard soonest.
  const first = [
    'signed out',
    'nobody yet',
    'platform-admin',
    'partner-contact of nation',
    'reviewer of nation',
    'session ended, policy office',
  ];
  const rank = ({ name }: Asker) => (first.includes(name) ? first.indexOf(name) : first.length);
  const askers = all.sort((a, b) => rank(a) - rank(b));
  const writes = await checkWrites(bed, world, askers);
  expect([
    ...(await checkReads(bed, askers)).deviations,
    ...writes.deviations,
    ...(await checkCalls(bed, world, askers)),
    ...(await checkStories(stage)),
  ]).toEqual([]);
  return { bed, world, stage, askers, aims, never: new Set(writes.never) };
}

/** What misses a policy, or nothing. */
export async function missedByRows({ bed, world, stage, askers, aims, never }: Proof, mutant: Mutant): Promise<string | undefined> {
  const { tables, otherwise } = mutant;
  const only = { firstOnly: true, ...(tables && { tables }) };
  const [seen] = (await checkReads(bed, askers, only)).deviations;
  if (seen) return seen;
  const writes = await checkWrites(bed, world, askers, only);
  const gone = writes.never.find((what) => !never.has(what));
  if (writes.deviations[0] ?? gone) return writes.deviations[0] ?? `nobody can ${gone}`;
  const [told] = await checkStories(stage, ({ of }) => of.startsWith('policy ') && mutant.name.includes(of.slice(7)));
  if (told || !otherwise?.length) return told;
  return (await checkRoutes(world, askers, aims, addressesOf(otherwise), true)).faults[0];
}

/** A condition in a function is missed by whoever comes just short of it, by who gets done what it guards, by who sees, or by who writes in its schema. */
export async function missedByFunction({ bed, world, stage, askers }: Proof, { schema }: Mutant): Promise<string | undefined> {
  const [told] = await checkStories(stage);
  if (told) return told;
  const [called] = await checkCalls(bed, world, askers, true);
  if (called) return called;
  const [seen] = (await checkReads(bed, askers, { firstOnly: true })).deviations;
  if (seen) return seen;
  const tables = Object.keys(READS).filter((table) => schema === 'identity' || table.startsWith(`${schema}.`));
  return (await checkWrites(bed, world, askers, { firstOnly: true, tables })).deviations[0];
}

/** Permissions and the party they are asked for at stand before the database: only calls can miss them. */
export async function missedByCalls({ world, askers, aims }: Proof, { routes = [] }: Mutant): Promise<string | undefined> {
  return (await checkRoutes(world, askers, aims, addressesOf(routes), true)).faults[0];
}

const addressesOf = (routes: NonNullable<Mutant['routes']>) => routes.map(({ method, url }): [string, string] => [method, url]);

// An error of the statement itself: then the mutant was malformed, and its being missed says nothing.
const MALFORMED = /^42(?!501)/;

/** Makes each mutant in turn, and fails where one is missed by nothing, or where one of the known ones no longer survives. Prints the table. */
export async function expectAllMissed(
  kind: string,
  mutants: readonly Mutant[],
  missing: (mutant: Mutant) => Promise<string | undefined>,
): Promise<void> {
  expect(mutants.length).toBeGreaterThan(0);
  const chosen = mutants.filter(({ name }) => name.includes(ONLY));
  const lines: string[] = [];
  const faults: string[] = [];
  const began = performance.now();
  for (const mutant of chosen) {
    const from = performance.now();
    let by: string | undefined;
    try {
      await mutant.apply();
      by = await missing(mutant);
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      // A mutant that breaks the program outright is missed, too.
      by = MALFORMED.test(code) ? undefined : `broke: ${message}`;
      if (by === undefined) faults.push(`malformed: ${mutant.name}: ${message}`);
    } finally {
      await mutant.restore();
    }
    if (by && /: (42(?!501)\w{3}) /.test(by)) faults.push(`malformed: ${mutant.name}: ${by}`);
    const reason = KNOWN.get(mutant.name);
    if (!by && reason === undefined) faults.push(`survived: ${mutant.name}`);
    if (by && reason !== undefined) faults.push(`no longer survives: ${mutant.name}`);
    const verdict = by ? 'missed  ' : reason ? 'equal   ' : 'SURVIVED';
    const seconds = ((performance.now() - from) / 1_000).toFixed(1).padStart(5);
    lines.push(`${verdict} ${seconds} s  ${mutant.name}  <- ${(by ?? reason ?? 'nothing').slice(0, 140)}`);
    console.log(lines.at(-1));
  }
  const equal = lines.filter((line) => line.startsWith('equal')).length;
  const missed = lines.filter((line) => line.startsWith('missed')).length;
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(`mutation of ${kind}: ${missed} of ${chosen.length - equal} caught, ${equal} listed as equal, ${minutes} min`);
  expect(faults).toEqual([]);
}
