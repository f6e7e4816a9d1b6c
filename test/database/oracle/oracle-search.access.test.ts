import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSignedIn, type Thing } from '../../oracle/attributes.ts';
import { mayDo } from '../../oracle/may-do.ts';
import { maySee } from '../../oracle/may-see.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { type Asker, makeAskers, planAskers } from './subjects.ts';
import { readThings } from './things.ts';
import { buildWorld, type World } from './world.ts';

// The time limit 0 means none: this test only computes, so its duration shows only how busy the machine is.

// What each subject finds is what the oracle says that it may see: each name in the world is searched by the unique word in it.
let bed: TestBed;
let world: World;
let askers: Asker[];
const UNIQUE = /zq[0-9a-z]{5}qz/;
type Named = { kind: string; id: string; word: string; thing: Thing };
let named: Named[];

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
    union all select 'round', 'reviews.round', id::text, title_en from reviews.round`);
  const all = rows.map(({ kind, table, id, name }) => ({
    kind,
    id,
    word: UNIQUE.exec(name)?.[0] ?? name,
    thing: things.get(table)!.get(id)!,
  }));
  // Two of each kind stand for the others: firms and units are hidden from most readers, names of people are for readers of people.
  const sample = (of: (one: Named) => boolean) => all.filter((one) => UNIQUE.test(one.word) && of(one)).slice(0, 2);
  named = [
    ...sample(({ kind }) => kind === 'party'),
    ...sample(({ kind }) => kind === 'person'),
    ...all.filter(({ kind }) => kind === 'round'),
  ];
});
afterAll(() => bed.close());

test('a search shows each subject exactly what the oracle permits', async () => {
  const faults: string[] = [];
  let found = 0;
  for (const { word } of named.filter(({ word }, at) => named.findIndex((other) => other.word === word) === at))
    for (const asker of askers) {
      const { status, body } = await bed.call(asker.who, 'GET', `/desk/api/search?q=${encodeURIComponent(word)}`);
      if (!isSignedIn(asker.subject)) {
        if (status !== 401) faults.push(`${asker.name} is signed out and got ${status}`);
        continue;
      }
      const seen = (body.hits as { kind: string; id: string }[]).map(({ kind, id }) => `${kind} ${id}`);
      const wanted = named.filter(
        (one) => one.word === word && maySee(asker.subject, one.thing) && (one.kind !== 'person' || mayDo(asker.subject, 'see-people', {})),
      );
      found += wanted.length;
      const expected = wanted.map(({ kind, id }) => `${kind} ${id}`);
      const hidden = named.filter((one) => seen.includes(`${one.kind} ${one.id}`) && !maySee(asker.subject, one.thing));
      for (const { kind } of hidden) faults.push(`${asker.name} finds a hidden ${kind} by ${word}`);
      if (UNIQUE.test(word) && (seen.length !== expected.length || expected.some((one) => !seen.includes(one))))
        faults.push(`${asker.name} finds ${seen} by ${word}, and should find ${expected}`);
    }
  expect(faults).toEqual([]);
  expect(found).toBeGreaterThan(50);
}, 0);
