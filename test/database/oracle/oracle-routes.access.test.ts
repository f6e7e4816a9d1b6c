import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSignedIn, ROLES } from '../../oracle/attributes.ts';
import { mayDo } from '../../oracle/may-do.ts';
import { DESK_ADDRESSES, entryOf } from '../../oracle/routes.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { checkRoutes } from './check-routes.ts';
import { addressesOf } from './server-addresses.ts';
import { type Asker, makeAskers, planAskers } from './subjects.ts';
import { findTargets } from './targets.ts';
import { buildWorld, type World } from './world.ts';

// The time limit 0 means none: these tests only compute, so their duration shows only how busy the machine is.

// Every address of the running server is called as every subject: on records of the subject's own party, of another party, and on a missing record.
let bed: TestBed;
let world: World;
let askers: Asker[];
let targets: Awaited<ReturnType<typeof findTargets>>;
let addresses: [method: string, url: string][];

beforeAll(async () => {
  bed = await openTestBed();
  world = await buildWorld(bed);
  targets = await findTargets(world);
  const near = / of nation$|^commander of operation$|^(focal-point|contracting-officer|party-admin) of firm$/;
  askers = await makeAskers(
    world,
    planAskers(world).filter(({ name }) => near.test(name) || !/ of |^second|without a party|today$/.test(name)),
  );
  addresses = addressesOf(bed.server);
});
afterAll(() => bed.close());

test('every address of the server is known to the oracle, and the oracle knows no removed address', () => {
  expect(addresses.filter(([method, url]) => entryOf(method, url) === undefined).map((address) => address.join(' '))).toEqual([]);
  const there = new Set(addresses.map((address) => address.join(' ')));
  expect(DESK_ADDRESSES.filter((address) => !there.has(address))).toEqual([]);
});

describe('every address, called by every subject, on own, foreign and missing records', () => {
  test('answers as the oracle says, and hides records as if they did not exist', async () => {
    const { faults, calls, never } = await checkRoutes(world, askers, targets, addresses);
    console.log(`need-to-know: ${calls} calls of ${addresses.length} addresses as ${askers.length} people`);
    expect(faults).toEqual([]);
    // Each address must pass the guards for at least one subject. Otherwise no permitted subject or no record was there, and the check proves nothing. Addresses
    // that change the caller's own account are called only signed out here; src/rooms/people tests the rest.
    expect(never.filter((address) => !/ (account|passkeys|session|hand-overs|training\/own)\b/.test(address))).toEqual([]);
  }, 0);

  test('lets only people who may grant a role at that party grant it, and never to themselves', async () => {
    const faults: string[] = [];
    const parties = ['nation', 'other-nation'].map((name) => world.parties[name]!);
    const newcomer = world.parties['third-nation']!.author;
    for (const asker of askers)
      for (const role of ROLES)
        for (const party of parties)
          for (const person of [newcomer, asker.subject.person]) {
            if (person === '') continue;
            const answer = await bed.call(asker.who, 'POST', '/desk/api/grants', { personId: person, role, partyId: party.id });
            const may = mayDo(asker.subject, 'give-a-grant', { about: { person, roles: [{ role, party: party.id }] } });
            const wanted = !isSignedIn(asker.subject) ? 401 : may ? 200 : 403;
            if (answer.status !== wanted)
              faults.push(
                `${asker.name} gives ${role} to ${person === newcomer ? 'another' : 'themselves'}: ${answer.status} for ${wanted}`,
              );
            if (answer.status === 200) await bed.deployer.query('delete from identity.role_grant where id = $1', [answer.body.grantId]);
          }
    expect(faults).toEqual([]);
  }, 0);
});
