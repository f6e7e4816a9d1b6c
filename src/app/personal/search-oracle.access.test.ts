import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { type Asker, makeAskers, planAskers } from '#test/database/oracle/subjects.ts';
import { readThings } from '#test/database/oracle/things.ts';
import { buildWorld, type World } from '#test/database/oracle/world.ts';
import { isSignedIn, type Thing } from '#test/oracle/attributes.ts';
import { mayDo } from '#test/oracle/may-do.ts';
import { maySee } from '#test/oracle/may-see.ts';

// The time limit 0 means none: this test only computes, so its duration shows only how busy the machine is.

// What each subject finds is what the oracle says that it may see: each name in the world is searched by the unique word in it.
let bed: TestBed;
let world: World;
let askers: Asker[];
const UNIQUE = /zq[0-9a-z]{5}qz/;
type Named = { kind: string; id: string; word: string; thing: Thing };
// Every name, and those that are searched.
let all: Named[];
let asked: Named[];

beforeAll(async () => {
  bed = await openTestBed();
  world = await buildWorld(bed);
  const near = / of (nation|firm|operation)$|^policy-office|^platform-admin|^auditor|signed out/;
  askers = await makeAskers(
    world,
    planAskers(world).filter(({ name }) => near.test(name)),
  );
  const things = await readThings(bed.deployer);
  const { rows } = await bed.deployer.query<{ kind: string; table: string; id: string; name: string }>(`
    select 'party' as kind, 'parties.party' as table, id::text, name_en as name from parties.party
    union all select 'person', 'identity.person', id::text, name from identity.person where disabled_at is null and kind = 'person'
    union all select 'unit', 'parties.unit', id::text, name from parties.unit
    union all select 'finding', 'reviews.finding', id::text, title from reviews.finding where state <> 'withdrawn'
    union all select 'round', 'reviews.round', id::text, title_en from reviews.round`);
  all = rows.map(({ kind, table, id, name }) => ({
    kind,
    id,
    word: UNIQUE.exec(name)?.[0] ?? name,
    thing: things.get(table)!.get(id)!,
  }));
  // Two of each kind represent the others: firms and units are hidden from most readers, names of people are for readers of people.
  const sample = (of: (one: Named) => boolean) => all.filter((one) => UNIQUE.test(one.word) && of(one)).slice(0, 2);
  asked = [
    ...sample(({ kind }) => kind === 'party'),
    ...sample(({ kind }) => kind === 'person'),
    ...sample(({ kind }) => kind === 'unit'),
    ...all.filter(({ kind }) => kind === 'round'),
    // Drafted for a party, and sent to it.
    ...all.filter(({ kind }) => kind === 'finding'),
  ];
});
afterAll(() => bed.close());

test('a search shows each subject exactly what the oracle permits', async () => {
  const faults: string[] = [];
  let found = 0;
  for (const { word } of asked)
    for (const asker of askers) {
      const { status, body } = await bed.call(asker.who, 'GET', `/desk/api/search?q=${encodeURIComponent(word)}`);
      if (!isSignedIn(asker.subject)) {
        if (status !== 401) faults.push(`${asker.name} is signed out and got ${status}`);
        continue;
      }
      const hits = body.hits as { kind: string; id: string }[];
      const may = (one: Named) => maySee(asker.subject, one.thing) && (one.kind !== 'person' || mayDo(asker.subject, 'see-people', {}));
      const isHit = (one: Named) => hits.some(({ kind, id }) => kind === one.kind && id === one.id);
      // Also what is found by a typing error must be visible. What has the word itself must be found.
      for (const one of all) {
        if (isHit(one) && !may(one)) faults.push(`${asker.name} finds a hidden ${one.kind} by ${word}`);
        if (one.word === word && may(one) && !isHit(one)) faults.push(`${asker.name} does not find a ${one.kind} by ${word}`);
        if (one.word === word && isHit(one)) found += 1;
      }
    }
  expect(faults).toEqual([]);
  expect(found).toBeGreaterThan(50);
}, 0);
