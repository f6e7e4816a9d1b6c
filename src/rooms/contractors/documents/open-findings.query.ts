import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery } from '#platform/query.ts';
import { type Offered, offeredSets } from '../sets/set.store.ts';
import { OpenFinding } from './document.schema.ts';
import { findingsOfContracts, partyOfDrop } from './document.store.ts';
import '../permissions.ts';

const MAX_OPEN = 100;
/** How many of the passages that read like the set a person reads before all of them are confirmed together. */
export const SAMPLE = 20;

type Found = Omit<z.infer<typeof OpenFinding>, 'title' | 'reference' | 'wording' | 'set'> & { readonly partyId: string };
const COLUMNS = sql`f.document_id as "documentId", f.set_id as "setId", f.provision, f.version, c.id as "contractId", c.party_id as "partyId", c.number, c.contractor,
  d.name as file, f.found as state, f.decided, f.page, coalesce(f.page = any (d.ocr_pages), false) as "isPicture", f.quote, f.difference, f.passage`;
const OF_CONTRACTS = sql`contractors.finding f join contractors.document d on d.id = f.document_id
  join contractors.contract c on c.id = d.contract_id and c.set_id = f.set_id`;

/**
 * Whether a passage is confirmed together with others: it reads like the set word for word, and its document does not say that another one prevails, which may
 * change what it says.
 */
export const ALIKE = sql<boolean>`(f.alike and jsonb_array_length(coalesce(d.links -> 'order', '[]')) = 0)`;

/** The same in the light of the other documents, of which one may prevail. The text around its own passage is of no use then. */
async function inTheLight(db: Database, found: readonly Found[]): Promise<Found[]> {
  const ofContracts = await findingsOfContracts(db, [...new Set(found.map(({ contractId }) => contractId))]);
  return found.map((one) => {
    const said = ofContracts
      .get(one.contractId)
      ?.find(({ document, provision }) => document === one.documentId && provision === one.provision);
    if (said === undefined || said.source === null) return one;
    const { resolved: state, page, quote, difference } = said;
    return { ...one, state, page, quote, difference, passage: quote === one.quote ? one.passage : null };
  });
}

/** With what the set asks: the title of the provision, and a wording of it. */
function described(found: readonly Found[], offered: readonly Offered[]): z.infer<typeof OpenFinding>[] {
  return found.map(({ partyId, ...one }) => {
    const set = offered.find((other) => other.key === one.setId && (other.partyId === null || other.partyId === partyId))?.set;
    const provision = set?.provisions.find(({ id }) => id === one.provision);
    return {
      ...one,
      set: set?.title ?? { en: one.setId },
      title: provision?.title ?? { en: one.provision },
      reference: provision?.reference ?? null,
      wording: provision?.wordings[0]?.text ?? null,
    };
  });
}

/**
 * The passages that wait for a person: the least certain first, and among them those of the most valuable contract. What reads like the set word for word is
 * confirmed together (`confirm-alike`), and what was not found has no passage. `all` counts them (5f).
 */
export const listOpenFindings = defineQuery({
  name: 'contractors/list-open-findings',
  permission: 'contractors:read',
  input: z.strictObject({}),
  answer: z.object({ all: z.int(), items: z.array(OpenFinding) }),
  async run({ db }) {
    const waits = sql`f.decided is null and f.quote is not null and not ${ALIKE}`;
    const [offered, items, count] = await Promise.all([
      offeredSets(db),
      sql<Found>`select ${COLUMNS} from ${OF_CONTRACTS} where ${waits}
        order by f.found = 'present' and f.confidence >= 0.9, c.value_eur desc nulls last, c.number, f.provision limit ${MAX_OPEN}`.execute(
        db,
      ),
      sql<{ all: number }>`select count(*)::int as all from ${OF_CONTRACTS} where ${waits}`.execute(db),
    ]);
    return { all: count.rows[0]!.all, items: described(await inTheLight(db, items.rows), offered) };
  },
});

/** Which passages of a drop that read like the set a person reads first: drawn by the hash of each, so that nobody chooses them, and anyone can draw them again. */
export async function sampleOfDrop(db: Database, dropId: string): Promise<Found[]> {
  return (
    await sql<Found>`select ${COLUMNS} from ${OF_CONTRACTS} where d.drop_id = ${dropId} and ${ALIKE}
      order by md5(d.drop_id::text || f.document_id::text || f.provision) limit ${SAMPLE}`.execute(db)
  ).rows;
}

/** The sample of a drop, and how many passages wait to be confirmed with it (5f). */
export const getSample = defineQuery({
  name: 'contractors/get-sample',
  permission: 'contractors:read',
  input: z.strictObject({ dropId: z.uuid() }),
  answer: z.object({ waiting: z.int(), items: z.array(OpenFinding) }),
  party: ({ dropId }, db) => partyOfDrop(db, dropId),
  async run({ db }, { dropId }) {
    if ((await partyOfDrop(db, dropId)) === undefined) throw new AppError('platform/not-found');
    const [offered, sample, count] = await Promise.all([
      offeredSets(db),
      sampleOfDrop(db, dropId),
      sql<{ waiting: number }>`select count(*)::int as waiting from ${OF_CONTRACTS}
        where d.drop_id = ${dropId} and ${ALIKE} and f.decided is null`.execute(db),
    ]);
    return { waiting: count.rows[0]!.waiting, items: described(sample, offered) };
  },
});
