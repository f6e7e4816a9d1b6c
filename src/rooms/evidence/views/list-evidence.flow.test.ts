import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cursorOf } from '#kernel/page.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenCast, leaveEvidence } from '../fixtures.ts';
import type { ItemView } from './item-view.schema.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenCast>>;
const ORDERS = ['submitted', '-submitted', 'date', '-date'] as const;
const DATES = ['2024', '2024-03', '2024-03-05', '2025'];

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenCast(bed);
  // Equal instants and equal dates, in other combinations: only the id distinguishes such rows.
  for (let n = 0; n < 17; n++) {
    bed.setClock(() => new Date(`2026-03-0${1 + (n % 3)}T10:00:00Z`));
    await leaveEvidence(bed, cast.office, {
      partyId: cast.nation,
      obligationIds: ['P1.1'],
      kind: n % 5 === 0 ? 'EV-POL' : 'EV-LAW',
      says: 'met',
      date: DATES[n % 4]!,
    });
  }
});
afterAll(() => bed.close());

async function page(query: string): Promise<{ items: ItemView[]; next: string | null }> {
  return (await bed.call(cast.focal, 'GET', `/desk/api/parties/${cast.nation}/evidence?${query}`)).body;
}

async function all(query: string): Promise<ItemView[]> {
  const items: ItemView[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { items: some, next }: { items: ItemView[]; next: string | null } = await page(`${query}&limit=3${after && `&after=${after}`}`);
    items.push(...some);
    after = next;
  }
  return items;
}

describe('list-evidence', () => {
  it.each(ORDERS)('shows every item once over its pages in the order %s, also where values are equal', async (sort) => {
    const items = await all(`sort=${sort}`);
    expect(new Set(items.map(({ id }) => id)).size).toBe(17);
    expect(items).toHaveLength(17);
    const keys = items.map(({ id, date, submittedAt }) => `${sort.endsWith('date') ? date : submittedAt} ${id}`);
    const ascending = keys.toSorted((a, b) => (a < b ? -1 : 1));
    expect(keys).toEqual(sort.startsWith('-') ? ascending.toReversed() : ascending);
  });

  it('lists items of one kind, also over several pages', async () => {
    const items = await all('sort=date&kind=EV-POL');
    expect(items.map(({ kind }) => kind)).toEqual(Array(4).fill('EV-POL'));
  });

  it('refuses a cursor of another order, or one that it never made, and begins without one', async () => {
    const ofOther = (await page('limit=3&sort=-date')).next!;
    for (const after of [ofOther, cursorOf(['date', '2024']), cursorOf(['date', '2024', 'x']), 'nonsense'])
      for (const state of ['submitted', 'draft']) {
        const url = `/desk/api/parties/${cast.nation}/evidence?limit=3&sort=date&state=${state}&after=${after}`;
        const { status, body } = await bed.call(cast.focal, 'GET', url);
        expect([status, body.code], `${state} ${after}`).toEqual([422, 'platform/unknown-page']);
      }
    const first = await page('limit=3&sort=date');
    expect((await page('limit=3&sort=date&after=')).items).toEqual(first.items);
  });

  it('refuses an order that it does not have', async () => {
    const { status, body } = await bed.call(cast.focal, 'GET', `/desk/api/parties/${cast.nation}/evidence?sort=note`);
    expect([status, body.fields[0].path]).toEqual([422, 'sort']);
  });

  it.each([...ORDERS.map((sort) => ({ sort, kind: '' })), { sort: '-submitted', kind: 'EV-POL' }])(
    'reads a page in the order $sort $kind from an index, without sorting',
    async ({ sort, kind }) => {
      const by = `${sort.endsWith('date') ? 'date' : 'submitted_at'}${sort.startsWith('-') ? ' desc' : ''}`;
      await bed.deployer.query('set enable_seqscan = off');
      const { rows } = await bed.deployer.query<{ 'QUERY PLAN': string }>(
        `explain select id from evidence.item where party_id = '${cast.nation}' and submitted_at is not null ${kind && `and kind = '${kind}'`}
           order by ${by}, id${sort.startsWith('-') ? ' desc' : ''} limit 4`,
      );
      await bed.deployer.query('reset enable_seqscan');
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(new RegExp(`using item_${kind ? 'kind' : sort.endsWith('date') ? 'date' : 'list'}`));
      expect(plan).not.toMatch(/Sort/);
    },
  );
});
