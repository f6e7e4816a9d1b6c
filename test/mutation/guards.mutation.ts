import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../database/harness.ts';
import { checkCalls } from '../database/oracle/check-calls.ts';
import { checkRoutes } from '../database/oracle/check-routes.ts';
import { checkReads, checkWrites } from '../database/oracle/check-rows.ts';
import { type Asker, makeAskers, wishes } from '../database/oracle/subjects.ts';
import { findAims } from '../database/oracle/targets.ts';
import { READS } from '../database/oracle/things.ts';
import { buildWorld, type World } from '../database/oracle/world.ts';
import { KNOWN } from './known.ts';
import { functionMutants, type Mutant, permissionMutants, policyMutants } from './mutants.ts';

// Takes every guard away in turn, in a database of its own, and asks the checks that would have to miss it. A guard nobody misses is either
// one that holds nothing, or one that no test watches: both are findings.
let bed: TestBed;
let world: World;
let askers: Asker[];
let aims: Awaited<ReturnType<typeof findAims>>;
let never: Set<string>;

beforeAll(async () => {
  bed = await openTestBed();
  world = await buildWorld(bed);
  aims = await findAims(world);
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
  askers = all.sort((a, b) => rank(a) - rank(b));
  // Nothing may be amiss before the first guard is gone: else every mutant would be called caught.
  const writes = await checkWrites(bed, world, askers);
  never = new Set(writes.never);
  expect([...(await checkReads(bed, askers)).deviations, ...writes.deviations, ...(await checkCalls(bed, world, askers))]).toEqual([]);
}, 300_000);
afterAll(() => bed.close());

/** What misses the guard, or nothing. */
async function missed({ tables, routes, otherwise = routes }: Mutant): Promise<string | undefined> {
  const only = { firstOnly: true, ...(tables && { tables }) };
  const [seen] = (await checkReads(bed, askers, only)).deviations;
  if (seen) return seen;
  if (!routes || routes.some((route) => route.kind !== 'query')) {
    const writes = await checkWrites(bed, world, askers, only);
    const gone = writes.never.find((what) => !never.has(what));
    if (writes.deviations[0] ?? gone) return writes.deviations[0] ?? `nobody can ${gone}`;
  }
  if (!otherwise?.length) return undefined;
  const addresses = otherwise.map((route): [string, string] => [route.method, route.url]);
  return (await checkRoutes(world, askers, aims, addresses, true)).faults[0];
}

/** A function is missed by who sees, by who writes in its schema, or by who gets done what it guards. */
async function missedByFunction({ schema }: Mutant): Promise<string | undefined> {
  const [seen] = (await checkReads(bed, askers, { firstOnly: true })).deviations;
  if (seen) return seen;
  const [called] = await checkCalls(bed, world, askers);
  if (called) return called;
  const tables = Object.keys(READS).filter((table) => schema === 'identity' || table.startsWith(`${schema}.`));
  return (await checkWrites(bed, world, askers, { firstOnly: true, tables })).deviations[0];
}

/** Permissions and the party they are asked for at stand before the database: only calls can miss them. */
async function missedByCalls({ routes = [] }: Mutant): Promise<string | undefined> {
  const addresses = routes.map((route): [string, string] => [route.method, route.url]);
  return (await checkRoutes(world, askers, aims, addresses, true)).faults[0];
}

async function survivorsOf(kind: string, mutants: Mutant[], missing: (mutant: Mutant) => Promise<string | undefined>): Promise<string[]> {
  const survivors: string[] = [];
  for (const mutant of mutants) {
    await mutant.apply();
    // A mutant that breaks the program outright is missed, too.
    const by = await missing(mutant).catch((error: Error) => `broke: ${error.message}`);
    await mutant.restore();
    if (!by) survivors.push(mutant.name);
    if (process.env.MUTANTS) console.log(`${by ? 'missed  ' : 'SURVIVED'} ${mutant.name}${by ? ` <- ${by.slice(0, 160)}` : ''}`);
  }
  console.log(
    `mutation of ${kind}: ${mutants.length - survivors.length}/${mutants.length} caught${survivors.map((name) => `\n  not caught: ${name}`).join('')}`,
  );
  return survivors.filter((name) => !KNOWN.has(name));
}

test('every policy is missed when it is gone, or lets all through', async () => {
  expect(await survivorsOf('policies', await policyMutants(bed.deployer), missed)).toEqual([]);
}, 1_200_000);

test('every permission, every party it is asked for at, every signing in is missed', async () => {
  expect(await survivorsOf('permissions', permissionMutants(), missedByCalls)).toEqual([]);
}, 1_200_000);

test('every condition of a function that asks who somebody is, is missed', async () => {
  expect(await survivorsOf('functions', await functionMutants(bed.deployer), missedByFunction)).toEqual([]);
}, 1_200_000);
