import { sql } from 'kysely';
import { z } from 'zod';
import { cursorOf, keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { defineQuery, type Query } from '#platform/query.ts';
import { listEvidence } from '#rooms/evidence/views/list-evidence.query.ts';
import { listParties } from '#rooms/parties/views/list-parties.query.ts';
import { listPeople } from '#rooms/people/directory/list-people.query.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { ask } from '../matrix.bench.ts';
import { ms, quantile, timesOf } from '../measure.ts';

// The log has no page yet: this is the query such a page will use, with the same claims and policies.
const listLedger = defineQuery({
  name: 'ledger/list-entries',
  permission: 'signed-in',
  input: PageQuery.extend({ partyId: z.uuid().optional() }),
  answer: pageOf(z.object({ id: z.string(), at: z.date(), command: z.string(), clauses: z.array(z.string()) })),
  async run({ db }, { partyId, after, limit }) {
    const before = keyOf(after, ['id'])?.[0];
    const { rows } = await sql<{
      id: string;
      at: Date;
      command: string;
      clauses: string[];
    }>`select id, at, command, clause_ids as clauses from ledger.entry
      where ${partyId ? sql`party_id = ${partyId}` : sql`true`} and ${before ? sql`id < ${before}` : sql`true`} order by id desc limit ${limit + 1}`.execute(
      db,
    );
    return toPage(rows, limit, (row) => [row.id]);
  },
});

type List = {
  what: string;
  query: Query;
  input: Record<string, unknown>;
  token: string;
  /** The key of a row deep in the list, as the cursor of a page holds it. */
  deep: string;
  /** The same rows read without row-level security. */
  bare: string;
};

/** The evidence of one party, and the log of one party and as a whole, with a million rows in their tables. */
export async function measureHistoryLists(
  installation: Installation,
  partyId: string,
  readers: { office: string; focal: string; auditor: string },
): Promise<Figure[]> {
  const { office, focal, auditor } = readers;
  const evidence = {
    query: listEvidence as unknown as Query,
    input: { partyId },
    bare: `evidence.item where party_id = '${partyId}' and submitted_at is not null order by submitted_at desc, id desc`,
  };
  const ledger = listLedger as unknown as Query;
  const lists: List[] = [
    ...[office, focal].map((token, i) => ({
      ...evidence,
      what: `evidence of a party, ${i === 0 ? 'policy office' : 'focal point'}`,
      token,
      deep: `select '-submitted', submitted_at, id from evidence.item where party_id = '${partyId}' and submitted_at is not null order by submitted_at, id limit 1 offset 1000`,
    })),
    {
      what: 'ledger of a party, auditor',
      query: ledger,
      input: { partyId },
      token: auditor,
      deep: `select id from ledger.entry where party_id = '${partyId}' order by id limit 1 offset 1000`,
      bare: `ledger.entry where party_id = '${partyId}' order by id desc`,
    },
    {
      what: 'whole ledger, auditor',
      query: ledger,
      input: {},
      token: auditor,
      deep: 'select id from ledger.entry order by id limit 1 offset 50000',
      bare: 'ledger.entry order by id desc',
    },
  ];
  return measureAll(installation, lists);
}

/** People and parties, with a million of each: far more than an alliance has. */
export function measureCrowdLists(installation: Installation, office: string): Promise<Figure[]> {
  return measureAll(installation, [
    {
      what: 'people',
      query: listPeople as unknown as Query,
      input: {},
      token: office,
      deep: `select 'name', name, id from identity.person where kind = 'person' and disabled_at is null order by name desc, id desc limit 1 offset 50000`,
      bare: `identity.person where kind = 'person' and disabled_at is null order by name, id`,
    },
    {
      what: 'parties',
      query: listParties as unknown as Query,
      input: {},
      token: office,
      deep: `select 'code', code, id from parties.party order by code desc, id desc limit 1 offset 50000`,
      bare: 'parties.party order by code',
    },
  ]);
}

async function measureAll(installation: Installation, lists: List[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { what, query, input, token, deep, bare } of lists) {
    const { rows } = await installation.deployer.query<unknown[]>({ text: deep, rowMode: 'array' });
    const key = rows[0]!.map((part) => (part instanceof Date ? part.toISOString() : String(part)));
    const marks = [undefined, cursorOf(key)];
    // Consecutive pages from both places, as a reader turns them.
    const times = await timesOf(async (turn) => {
      const after = marks[turn % 2];
      const page = JSON.parse(await ask(installation, query, token, { ...input, ...(after && { after }) })) as {
        items: unknown[];
        next: string | null;
      };
      if (page.items.length !== 50) throw new Error(`${what}: a page of ${page.items.length}.`);
      marks[turn % 2] = page.next ?? undefined;
    }, 100);
    const raw = quantile(await timesOf(() => installation.deployer.query(`select * from ${bare} limit 51`), 100), 0.95);
    const p95 = quantile(times, 0.95);
    figures.push({
      what: `list: ${what}, 1,000,000 rows, p95`,
      measured: ms(p95),
      yardstick: `bare select of its first page: ${ms(raw)}`,
      ratio: (p95 / raw).toFixed(1),
      goal: '<= 100 ms',
      met: p95 <= 100,
    });
  }
  return figures;
}
