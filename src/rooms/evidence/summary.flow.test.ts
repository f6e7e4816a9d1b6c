import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { SAYS } from '#kernel/status.ts';
import { type Command, defineCommand, runCommand } from '#platform/command.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../test/database/harness.ts';
import { anItem } from './fixtures.ts';
import { findExcluded, recordEvidence } from './index.ts';
import { confirmStillTrue } from './steps/confirm-still-true.command.ts';
import { correctEvidence } from './steps/correct-evidence.command.ts';
import { enterEvidence } from './steps/enter-evidence.command.ts';
import { submitEvidence } from './steps/submit-evidence.command.ts';
import { withdrawEvidence } from './steps/withdraw-evidence.command.ts';

const ACTS = 1000;
const AT_ONCE = 4;
let bed: TestBed;
let nation: string;
let focal: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  focal = await bed.signIn.focalPoint(nation);
});
afterAll(() => bed.close());

/** A command of another room that records evidence of its own work, and may replace an earlier item of it. */
const work = defineCommand({
  name: 'test/work',
  permission: 'evidence:enter',
  operational: 'exercise',
  input: z.strictObject({ partyId: z.string(), item: z.any(), replaces: z.string().optional() }),
  answer: z.object({ id: z.string(), version: z.number() }),
  party: (input) => input.partyId,
  run(context, { partyId, item, replaces }) {
    const id = recordEvidence(context, { ...item, partyId, origin: 'measured' }, { replaces });
    return { answer: { id, version: 1 }, entry: { subjectKind: 'evidence-item', subjectId: id, partyId, detail: {} } };
  },
});

const anyContent = fc.record({
  obligationIds: fc.subarray(['P1.1', 'P2.1', 'P3.2', 'P6.1'], { minLength: 1 }),
  kind: fc.constantFrom('EV-POL', 'EV-NAP', 'EV-TRN'),
  says: fc.constantFrom(...SAYS),
  date: fc.constantFrom('2019', '2024-05', '2026-03-01', '2026-03-02'),
});

/** The expected summary, recounted from the evidence items. */
const RECOUNT = `select distinct on (p.edition_id, p.party_id, o.obligation_id, p.kind, p.origin, e.effect)
    p.edition_id, p.party_id, o.obligation_id, p.kind, p.origin, e.effect, p.id as item_id, p.says, p.counts_on, p.submitted_at,
    (count(*) over (partition by p.edition_id, p.party_id, o.obligation_id, p.kind, p.origin, e.effect))::int as items
  from evidence.item p join evidence.item_obligation o on o.item_id = p.id
  cross join lateral (select case when p.says in ('nil', 'zero', 'informs') then p.says else 'decides' end as effect) e
  where p.state = 'submitted'
  order by p.edition_id, p.party_id, o.obligation_id, p.kind, p.origin, e.effect, p.counts_on desc, p.submitted_at desc, p.id desc`;

it(`after ${ACTS} random commands, ${AT_ONCE} at a time, the summary equals a recount`, async () => {
  const contents = fc.sample(anyContent, { numRuns: ACTS, seed: 20261124 });
  const dice = fc.sample(fc.nat(99), { numRuns: ACTS, seed: 7 });
  const edition = bed.platform.services.catalogue.current;
  const submitted: { id: string; version: number }[] = [];
  const measuredIds = new Map<string, string[]>();
  const call = <I extends z.ZodType, A extends z.ZodType>(command: Command<I, A>, input: unknown) =>
    runCommand(bed.platform, command, { token: focal.token, key: randomUUID(), input }) as Promise<{ id: string; version: number }>;
  const removeMiddle = () => submitted.splice(Math.floor(submitted.length / 2), 1)[0];
  const counts = { work: 0, replace: 0, submit: 0, correct: 0, confirm: 0, withdraw: 0 };

  async function one(at: number): Promise<void> {
    const random = anItem(contents[at]);
    // A status that an obligation does not accept is refused.
    const item = findExcluded(random, edition).length > 0 ? { ...random, says: 'informs' as const } : random;
    const roll = dice[at]!;
    const old = roll >= 50 ? removeMiddle() : undefined;
    const on = old && { itemId: old.id, version: old.version };
    if (!on) {
      if (roll % 2 === 0) {
        // Nobody corrects or withdraws what was measured: the same work replaces it.
        const before = roll % 4 === 0 ? measuredIds.get(item.kind)?.pop() : undefined;
        const { id } = await call(work, { partyId: nation, item, replaces: before });
        measuredIds.set(item.kind, [...(measuredIds.get(item.kind) ?? []), id]);
        counts[before === undefined ? 'work' : 'replace']++;
      } else {
        const { id, version } = await call(enterEvidence, { partyId: nation, ...item });
        submitted.push(await call(submitEvidence, { itemId: id, version }));
        counts.submit++;
      }
    } else if (roll < 70) {
      submitted.push(await call(correctEvidence, { ...on, ...item }));
      counts.correct++;
    } else if (roll < 80) {
      submitted.push(await call(confirmStillTrue, on), old);
      counts.confirm++;
    } else {
      await call(withdrawEvidence, { ...on, reason: 'test' });
      counts.withdraw++;
    }
  }
  for (let at = 0; at < ACTS; at += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => one(at + more)));

  expect(Object.values(counts).every((times) => times > 50)).toBe(true);
  const summary = await bed.deployer.query(
    `select edition_id, party_id, obligation_id, kind, origin, effect, item_id, says, counts_on, submitted_at, items from evidence.summary
      order by edition_id, party_id, obligation_id, kind, origin, effect`,
  );
  const recount = await bed.deployer.query(RECOUNT);
  expect(summary.rows.length).toBeGreaterThan(8);
  expect(summary.rows).toEqual(recount.rows);
  const held = await bed.deployer.query('select items, declared from evidence.total');
  const inAll = await bed.deployer.query(
    `select count(*)::int as items, (count(*) filter (where origin = 'declared'))::int as declared from evidence.item where state = 'submitted'`,
  );
  expect(held.rows).toEqual(inAll.rows);
  const months = await bed.deployer.query('select obligation_id, month, items, declared from evidence.monthly_total order by 1, 2');
  const byMonth = await bed.deployer.query(`select o.obligation_id, left(p.counts_on, 7) as month, count(*)::int as items,
    (count(*) filter (where p.origin = 'declared'))::int as declared from evidence.item p join evidence.item_obligation o on o.item_id = p.id
    where p.state = 'submitted' group by 1, 2 order by 1, 2`);
  expect(months.rows).toEqual(byMonth.rows);
});
