import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Answer, type Cell, cellFor, type Edition, type Item, type Kind, type Obligation } from '../../oracle/status.ts';
import type { TestBed } from '../harness.ts';

/** A row of the matrix, as its query answers it. */
type Row = { partyId: string; name: { en: string }; cells: readonly { obligationId: string; status: string; origin: string | null }[] };
type Party = { id: string; kind: string; ally: boolean; contributor: boolean; contracting: boolean; school: boolean };

const FOLDER = new URL('../../../policies/nato-thb-2004/', import.meta.url);

/** The edition, read from its files and not through the program. */
function readEdition(): Edition {
  const file = (name: string) => parse(readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8'));
  const parameters = new Map<string, number>(
    (file('parameters').parameters as { id: string; value: number }[]).map(({ id, value }) => [id, Number(value)]),
  );
  return {
    obligations: file('obligations').obligations as Obligation[],
    kinds: file('evidence-kinds').evidenceKinds as Kind[],
    months: (parameter) => parameters.get(parameter)!,
  };
}

/**
 * The cells of these rows that differ from those that the oracle computes from the reader's own evidence. `token` is the session of the reader; its row-level
 * security is the subject of other checks. Answers the number of cells compared, and one line per deviation.
 */
export async function checkMatrix(bed: TestBed, token: string, rows: readonly Row[], today: string) {
  const edition = readEdition();
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin read only');
    await client.query('select identity.open($1)', [token]);
    const all = async <T>(sql: string): Promise<T[]> => (await client.query(sql)).rows as T[];
    const items = await all<Item & { party: string; obligation: string }>(
      `select o.obligation_id as obligation, i.party_id as party, i.id, i.kind, i.origin, i.says, i.counts_on as day,
          to_char(i.submitted_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as entry
        from evidence.item i join evidence.item_obligation o on o.item_id = i.id where i.state = 'submitted'`,
    );
    const answers = await all<Answer & { party: string; obligation: string }>(
      `select distinct on (party_id, obligation_id) party_id as party, obligation_id as obligation, choice, to_char(answered_at at time zone 'UTC', 'YYYY-MM-DD') as day
        from commitments.answer order by party_id, obligation_id, answered_at desc, id desc`,
    );
    const parties = await readParties(all, today);
    const deviations: string[] = [];
    let cells = 0;
    for (const row of rows) {
      const owed = ownersOf(parties.find(({ id }) => id === row.partyId)!);
      for (const cell of row.cells) {
        cells++;
        const obligation = edition.obligations.find(({ id }) => id === cell.obligationId)!;
        const mine = <T extends { party: string; obligation: string }>(some: readonly T[]) =>
          some.filter((one) => one.party === row.partyId && one.obligation === obligation.id);
        const owes = obligation.owners.some((owner) => owed.includes(owner));
        const expected: Cell = owes
          ? cellFor(
              edition,
              obligation,
              mine(items),
              obligation.owners.includes('contributor') && owed.includes('contributor') ? (mine(answers)[0] ?? null) : null,
              today,
              ['expected', 'encouraged', 'aim'].includes(obligation.strength) || isContributorOnly(obligation.owners, owed),
            )
          : { status: 'not-applicable', origin: null };
        // Whether silence was asked for does not follow from section 1.
        const got = { status: cell.status === 'not-asked' ? 'not-reported' : cell.status, origin: cell.origin };
        if (got.status !== expected.status || got.origin !== expected.origin)
          deviations.push(
            `${row.name.en} ${obligation.id}: ${got.status} (${got.origin}), and the oracle says ${expected.status} (${expected.origin})`,
          );
      }
    }
    return { cells, deviations };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

// Clause 6 expects similar steps of a contributor, and binds it no further.
function isContributorOnly(owners: readonly string[], owed: readonly string[]): boolean {
  const as = owners.filter((owner) => owed.includes(owner));
  return as.length > 0 && as.every((owner) => owner === 'contributor');
}

type All = <T>(sql: string) => Promise<T[]>;

/** What each party is on this day: an Ally while it is a member, a contributor while it takes part in an operation and is no Ally. */
function readParties(all: All, today: string): Promise<Party[]> {
  const covers = (from: string, to: string) => `${from} <= '${today}' and (${to} is null or ${to} >= '${today}')`;
  return all<Party>(
    `select p.id, p.kind,
        exists (select from parties.membership m where m.party_id = p.id and ${covers('m.from_date', 'm.to_date')}
          and not exists (select from parties.membership later where later.replaces = m.id)) as ally,
        exists (select from parties.contribution c where c.party_id = p.id and ${covers('c.from_day', 'c.to_day')}) as contributor,
        coalesce((select o.contracting_from <= '${today}' from parties.operation o where o.party_id = p.id), false) as contracting,
        coalesce(p.body_kind = 'school', false) as school
      from parties.party p`,
  );
}

function ownersOf({ kind, ally, contributor, contracting, school }: Party): string[] {
  switch (kind) {
    case 'nation':
      return ally ? ['ally'] : contributor ? ['contributor'] : [];
    case 'body':
      return school ? ['headquarters', 'author'] : ['headquarters'];
    case 'operation':
      return contracting ? ['operation', 'contracting-operation'] : ['operation'];
    default:
      return [kind];
  }
}
