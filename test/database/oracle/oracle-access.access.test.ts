import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { as } from './check-rows.ts';
import { type Asker, makeAskers, planAskers } from './subjects.ts';
import { buildWorld } from './world.ts';

// The time limit 0 means none: these tests only compute, so their duration shows only how busy the machine is.

// Compares "Who may see this" with the rows that the database shows each subject of the oracle, with any labels, grants and days.
let bed: TestBed;
let askers: Asker[];
const FROM = {
  'evidence-item': 'select id from evidence.item',
  document: 'select id from evidence.document',
  participation: 'select id from reviews.participation',
  report: 'select round_id as id from reviews.participation union select round_id from reviews.adopted_participation',
};
const LABELLED = 'label_level > 0 or releasable_to is not null as labelled';
const ALL = {
  'evidence-item': `select id, ${LABELLED} from evidence.item`,
  document: `select id, ${LABELLED} from evidence.document`,
  participation: `select id, ${LABELLED} from reviews.participation`,
  report: 'select id, false as labelled from reviews.round',
};

beforeAll(async () => {
  bed = await openTestBed();
  const world = await buildWorld(bed);
  askers = (await makeAskers(world, planAskers(world))).filter(({ name }) => !/^session|^signed out/.test(name));
});
afterAll(() => bed.close());

test('“Who may see this” names the readers of a record, and no other person', async () => {
  const auditor = askers.find(({ name }) => name === ROLE.auditor)!;
  const wrong: string[] = [];
  const counts = { checked: 0, named: 0, labelled: 0 };
  for (const [kind, sql] of Object.entries(FROM)) {
    const readers = new Map<string, Set<string>>();
    for (const asker of askers)
      for (const { id } of await as(bed, asker, async (client) => (await client.query<{ id: string }>(sql)).rows))
        readers.set(id, (readers.get(id) ?? new Set()).add(asker.name));
    const { rows } = await bed.deployer.query<{ id: string; labelled: boolean }>(ALL[kind as keyof typeof FROM]);
    for (const { id, labelled: isLabelled } of rows) {
      const { status, body } = await bed.call(auditor.who, 'GET', `/desk/api/access/${kind}/${id}`);
      expect(status).toBe(200);
      const named = new Set(body.people.map((one: { id: string }) => one.id));
      for (const { name, who, subject } of askers) {
        const says = (body.everybody && !subject.disabled) || named.has(who!.personId);
        const reads = readers.get(id)?.has(name) ?? false;
        counts.checked++;
        if (says) counts.named++;
        if (says !== reads)
          wrong.push(`${kind} ${isLabelled ? 'labelled' : ''}: ${name} ${reads ? 'reads it unnamed' : 'is named and does not read it'}`);
      }
      if (isLabelled) counts.labelled++;
    }
  }
  console.log(`who may see this: ${counts.checked} checks, ${counts.named} named, ${counts.labelled} labelled records`);
  expect([...new Set(wrong)]).toEqual([]);
  expect(counts.checked).toBeGreaterThanOrEqual(10_000);
  expect(counts.named).toBeGreaterThan(1000);
  expect(counts.labelled).toBeGreaterThan(20);
}, 0);
