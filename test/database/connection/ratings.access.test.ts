import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { mayLearn } from '../../oracle/may-learn.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { type Asker, makeAskers, planAskers } from '../oracle/subjects.ts';
import { buildWorld, EDITION, insert, OBLIGATIONS, type World } from '../oracle/world.ts';

// A rating is between reviewers, policy office and party until its round is adopted. No status, mark, task or count may reveal it before.
let bed: TestBed;
let world: World;
let askers: Asker[];
let nation: string;
const OBLIGATION = OBLIGATIONS[1];

beforeAll(async () => {
  bed = await openTestBed();
  world = await buildWorld(bed);
  nation = world.parties.nation!.id;
  const near = / of (nation|headquarters)$|^focal-point of other-nation$/;
  askers = await makeAskers(
    world,
    planAskers(world).filter(({ name }) => near.test(name) || !/ of |(today|tomorrow)$/.test(name)),
  );
});
afterAll(() => bed.close());

/** What each subject learns about the nation from its evidence: the matrix, an obligation, the dossier, and tasks. */
async function tellAll(): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  for (const { name, who } of askers) {
    const texts: string[] = [];
    for (const url of ['matrix', `parties/${nation}/obligations/${OBLIGATION}`, `parties/${nation}/dossier`, 'tasks'])
      texts.push((await bed.call(who, 'GET', `/desk/api/${url}`)).text);
    told.set(name, texts.join('\n'));
  }
  return told;
}

async function changed(before: Map<string, string>): Promise<string[]> {
  const after = await tellAll();
  return askers.map(({ name }) => name).filter((name) => before.get(name) !== after.get(name));
}

test('a rating that is not adopted changes nothing that any subject reads of evidence', async () => {
  const before = await tellAll();
  const { rows } = await bed.deployer.query<{ id: string }>(
    `select p.id from reviews.participation p join reviews.round r on r.id = p.round_id where p.party_id = $1 and r.state = 'open' limit 1`,
    [nation],
  );
  const rating = { participation_id: rows[0]!.id, party_id: nation, edition_id: EDITION, obligation_id: OBLIGATION };
  await insert(bed.deployer, [
    [
      'reviews.rating',
      [
        {
          ...{ ...rating, id: randomUUID(), status: 'not-met', reason: 'r', suggestion: 'met' },
          ...{ rated_by: world.office, rated_at: '2026-06-15' },
        },
      ],
    ],
  ]);
  expect(await changed(before)).toEqual([]);
  const learning = askers.filter(({ subject }) => mayLearn(subject, { party: nation, adopted: false })).map(({ name }) => name);
  expect(learning).toEqual([]);
});

test('an adopted rating changes what exactly those read who may see the row of the party', async () => {
  const before = await tellAll();
  const id = randomUUID();
  const words = { title_en: 't', title_fr: 't', source_en: 's', source_fr: 's', date: '2026-06-16', counts_on: '2026-06-16' };
  await insert(bed.deployer, [
    [
      'evidence.item',
      [
        {
          ...{ ...words, id, edition_id: EDITION, party_id: nation, by_office: true, kind: 'EV-RATE', says: 'not-met', origin: 'rated' },
          ...{ state: 'submitted', entered_by: world.office, entered_at: '2026-06-16' },
          ...{ signed_by: world.office, submitted_at: '2026-06-16' },
        },
      ],
    ],
    ['evidence.item_obligation', [{ item_id: id, obligation_id: OBLIGATION }]],
  ]);
  const wanted = askers.filter(({ subject }) => mayLearn(subject, { party: nation, adopted: true })).map(({ name }) => name);
  expect(wanted).toContain(`${ROLE.reviewer} of nation`);
  expect(await changed(before)).toEqual(wanted);
});
