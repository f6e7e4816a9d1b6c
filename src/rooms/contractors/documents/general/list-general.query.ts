import { sql } from 'kysely';
import { z } from 'zod';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { PROVISION_STATES, type ProvisionState } from '../../clauses/check/check-text.ts';
import { offeredSets } from '../../sets/set.store.ts';
import { Titles } from '../../sets/titles.schema.ts';
import { findingsOfContracts } from '../document.store.ts';
import { placeOf } from '../links.rules.ts';
import { confirmedIn, contractsNaming, waitingIn } from './general.store.ts';
import '../../permissions.ts';

const MAX_CONTRACTS = 100;

const Provision = z.object({
  id: z.string(),
  title: Titles,
  state: z.enum(PROVISION_STATES),
  /** What the program says, whatever a person decided. */
  found: z.enum(PROVISION_STATES),
  confirmed: z.boolean(),
  page: z.int().nullable(),
  quote: z.string().nullable(),
  entered: z.boolean(),
  difference: z.string().nullable(),
  version: z.int(),
});
const Conditions = z.object({
  id: z.string(),
  partyId: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  dated: z.string().nullable(),
  inForce: z.boolean(),
  mayManage: z.boolean(),
  sets: z.array(z.object({ id: z.string(), title: Titles, version: z.string(), provisions: z.array(Provision) })),
  /** Sets that contracts of the party owe, and against which these conditions were not checked. */
  unchecked: z.array(Titles),
  /** How many contracts take something over from them, or find there that it is missing; and the first of those, with the line that names them. */
  all: z.int(),
  contracts: z.array(z.object({ contractId: z.string(), number: z.string(), quote: z.string().nullable(), taken: z.int() })),
  /** How many provisions of contracts wait to be confirmed with them. */
  waiting: z.int(),
});

/** The general conditions of the parties that the reader sees: what each says of the clause sets, and which contracts take them over (5f). */
export const listGeneral = defineQuery({
  name: 'contractors/list-general',
  permission: 'contractors:read',
  input: z.strictObject({}),
  answer: z.object({ conditions: z.array(Conditions) }),
  async run(context) {
    const { db } = context;
    const documents = await documentsOf(db);
    const parties = [...new Set(documents.map(({ partyId }) => partyId))];
    const byParty = new Map(await Promise.all(parties.map(async (id) => [id, await takeoversOf(db, id)] as const)));
    const conditions = documents.map(async ({ id, partyId, general, ...one }) => {
      const { offered, owed, found, numbers } = byParty.get(partyId)!;
      const [said, confirmed] = await Promise.all([saidBy(db, id), confirmedIn(db, id)]);
      const titleOf = (key: string) => offered.find((other) => other.key === key)?.set.title ?? { en: key };
      const naming = [...found].flatMap(([contractId, all]) => {
        const [first, ...more] = all.filter(({ source }) => source === id);
        if (first === undefined) return [];
        const taken = [first, ...more].filter(({ resolved }) => resolved === 'by-reference').length;
        return [{ contractId, number: numbers.get(contractId)!, quote: first.quote, taken }];
      });
      const sets = [...Map.groupBy(said, ({ setId }) => setId)].map(([key, rows]) => {
        const set = offered.find((other) => other.key === key)?.set;
        const orderOf = ({ provision }: Said) => set?.provisions.findIndex(({ id: other }) => other === provision) ?? 0;
        const provisions = rows
          .toSorted((a, b) => orderOf(a) - orderOf(b))
          .map(({ setId: _, setVersion: __, provision, decided, state, difference, version, ...place }) => ({
            ...{ id: provision, title: set?.provisions.find((other) => other.id === provision)?.title ?? { en: provision } },
            ...{ ...placeOf(place), difference, version, state: decided ?? state, found: state, confirmed: decided !== null },
          }));
        return { id: key, title: titleOf(key), version: rows[0]!.setVersion, provisions };
      });
      return {
        ...{
          ...one,
          id,
          partyId,
          inForce: general === 'in-force',
          mayManage: may(subjectOf(context), 'contractors:manage', partyId),
          sets,
        },
        unchecked: owed.filter((key) => !sets.some((set) => set.id === key)).map(titleOf),
        ...{ all: naming.length, contracts: naming.toSorted((a, b) => (a.number < b.number ? -1 : 1)).slice(0, MAX_CONTRACTS) },
        waiting: waitingIn(found, id, confirmed).length,
      };
    });
    return { conditions: await Promise.all(conditions) };
  },
});

type Document = Pick<z.infer<typeof Conditions>, 'id' | 'partyId' | 'name' | 'title' | 'dated'> & { general: string };

async function documentsOf(db: Database): Promise<Document[]> {
  return (
    await sql<Document>`select d.id, d.party_id as "partyId", d.name, d.title, d.dated::text, d.general from contractors.document d
      where d.general is not null order by d.general, d.dated desc nulls last, d.name, d.id`.execute(db)
  ).rows;
}

/** What contracts of a party take over, with their numbers, and the sets that its contracts owe. */
async function takeoversOf(db: Database, partyId: string) {
  const ids = await contractsNaming(db, partyId);
  const [found, offered, owed, numbers] = await Promise.all([
    findingsOfContracts(db, ids),
    offeredSets(db, partyId),
    sql<{ key: string }>`select distinct set_id as key from contractors.contract where party_id = ${partyId} order by 1`.execute(db),
    sql<{ id: string; number: string }>`select id, number from contractors.contract where id = ${anyOf(ids)}`.execute(db),
  ]);
  return { found, offered, owed: owed.rows.map(({ key }) => key), numbers: new Map(numbers.rows.map(({ id, number }) => [id, number])) };
}

type Said = Omit<z.infer<typeof Provision>, 'id' | 'title' | 'confirmed' | 'entered' | 'found'> & {
  enteredQuote: string | null;
  enteredPage: number | null;
  setId: string;
  setVersion: string;
  provision: string;
  decided: ProvisionState | null;
};

/** What general conditions say of each provision of the sets against which they were checked. */
async function saidBy(db: Database, documentId: string): Promise<Said[]> {
  return (
    await sql<Said>`select f.set_id as "setId", f.set_version as "setVersion", f.provision, f.found as state, f.decided, f.page, f.quote,
      f.decided_quote as "enteredQuote", f.decided_page as "enteredPage", f.difference,
      f.version from contractors.finding f where f.document_id = ${documentId} order by f.set_id, f.provision`.execute(db)
  ).rows;
}
