import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { canonicalJson, sha256 } from '#rooms/reviews/reports/snapshot.rules.ts';
import type { PartyKind } from '../../oracle/attributes.ts';
import type { TestBed } from '../harness.ts';
import { labelThird } from './seeds/seed-labels.ts';
import { seedParty } from './seeds/seed-party.ts';
import { installationRows } from './seeds/seed-records.ts';

/** The date of all test data. Rows are inserted directly into the database, so that every state exists without running the commands. */
export const TODAY = '2026-06-15';
export const EDITION = 'nato-thb-2004';
export const OBLIGATIONS = ['P1.1', 'P3.2'] as const;

const ADOPTED = ['adopted', 'released'] as const;
const RELEASE = { adopted: 'party', released: 'parties' } as const;

/** `serves`: the operation in which it takes part. `reader`, `interpreter`: people with keys for its reporting channel, whose roles each test chooses. */
export type Party = { id: string; kind: PartyKind; code: string; author: string; reader: string; interpreter: string; serves: string };
export type Rounds = Record<'open' | 'drafts' | 'adopted' | 'released', string>;
export type World = { bed: TestBed; parties: Record<string, Party>; rounds: Rounds; office: string; authority: string; placed: number };

/** Rows by table, in the order of insertion. */
export type Rows = [table: string, rows: Record<string, unknown>[]][];

let canaries = 0;
/** A unique word: found in an answer, it identifies the row from which it came. */
export function canary(): string {
  return `zq${(++canaries).toString(36).padStart(5, '0')}qz`;
}
/** A service number is a canary in capitals. */
export const CANARY = /zq[0-9a-z]{5}qz|ZQ[0-9A-Z]{5}QZ/g;

/** Inserts rows; omitted columns get their defaults. */
export async function insert(client: pg.Client, rows: Rows): Promise<void> {
  await client.query('begin');
  for (const [table, list] of rows) {
    for (const [, same] of Map.groupBy(list, (row) => Object.keys(row).join())) {
      const columns = Object.keys(same[0]!).map((name) => `"${name}"`);
      await client.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
        JSON.stringify(same),
      ]);
    }
  }
  await client.query('commit');
}

/** A small alliance: parties of every kind, each with rows in every table and state. */
export async function buildWorld(bed: TestBed): Promise<World> {
  const office = randomUUID();
  const authority = randomUUID();
  const rounds: Rounds = { open: randomUUID(), drafts: randomUUID(), adopted: randomUUID(), released: randomUUID() };
  const world: World = { bed, parties: {}, rounds, office, authority, placed: 0 };
  await insert(bed.deployer, [
    ['identity.person', [{ id: office, name: `Office ${canary()}`, email: `${office}@example.org` }]],
    [
      'reviews.authority',
      [
        {
          id: authority,
          name_en: 'Committee',
          name_fr: 'Comité',
          reviews_en: 'r',
          reviews_fr: 'r',
          valid_from: '2020-01-01',
          source: 's',
          recorded_by: office,
          recorded_at: TODAY,
        },
      ],
    ],
    ['reviews.round', Object.entries(rounds).map(([name, id]) => roundRow(name, id, authority, office))],
    [
      'reviews.adopted_snapshot',
      ADOPTED.map((name) => ({
        round_id: rounds[name],
        head: '',
        sha256: '0'.repeat(64),
        release: RELEASE[name],
        adopted_at: TODAY,
        adopted_by: office,
      })),
    ],
  ]);
  await insert(bed.deployer, installationRows(office));
  await bed.deployer.query(`update identity.ceiling set highest_label = 'secret'`);
  for (const [name, kind] of PARTIES) await addParty(world, name, kind);
  await labelThird(world);
  for (const name of ADOPTED) await freezeReport(world, name);
  const log = { rule: 'r', log_origin: 'o', log_size: 256, log_root: 'AAAA', log_day: TODAY };
  const drawn = { nations: Object.values(world.parties).map((party) => party.id), others: [], drawn_by: office, drawn_at: TODAY };
  await insert(bed.deployer, [
    ['reviews.draw', [{ round_id: rounds.drafts, ...log, ...drawn }]],
    [
      'reviews.publication',
      [
        {
          round_id: rounds.released,
          content: publicationOf(rounds.released!),
          sha256: '0'.repeat(64),
          published_by: office,
          published_at: TODAY,
        },
      ],
    ],
    ['reviews.published_participation', [{ round_id: rounds.released, party_id: world.parties.nation!.id, content: '{}' }]],
  ]);
  return world;
}

/** The public part of a published round: only the fact of its publication. */
function publicationOf(id: string): string {
  const both = { en: 'Published round', fr: 'Cycle publié' };
  const round = { id, title: both, authority: null, editionId: 'nato-thb-2004' };
  return JSON.stringify({ round, adoptedOn: '2026-06-30', report: '0'.repeat(64), smallest: 10, answered: [], rated: [], parties: [] });
}

/** The head of an adopted round names the hash of every party's part. */
async function freezeReport({ bed, rounds }: World, name: 'adopted' | 'released'): Promise<void> {
  const { rows } = await bed.deployer.query(
    'select party_id as id, sha256 from reviews.adopted_participation where round_id = $1 order by 1',
    [rounds[name]],
  );
  const round = {
    id: rounds[name],
    title: { en: `Round ${name}`, fr: `Cycle ${name}` },
    state: 'adopted',
    editionId: EDITION,
    authority: null,
    scope: [],
    openedAt: null,
    adoptedAt: null,
    adoptedBy: null,
    release: RELEASE[name],
  };
  const head = canonicalJson({ round, asOf: TODAY, parties: rows });
  await bed.deployer.query('update reviews.adopted_snapshot set head = $2, sha256 = $3 where round_id = $1', [
    rounds[name],
    head,
    sha256(head),
  ]);
}

const PARTIES: [string, PartyKind][] = [
  ['headquarters', 'body'],
  ['operation', 'operation'],
  ['other-operation', 'operation'],
  ['nation', 'nation'],
  ['other-nation', 'nation'],
  ['third-nation', 'nation'],
  ['firm', 'contractor'],
  ['other-firm', 'contractor'],
  ['partner', 'partner'],
];

/** One more party with all its records. */
export async function addParty(world: World, name: string, kind: PartyKind): Promise<Party> {
  const n = Object.keys(world.parties).length;
  const code = kind === 'nation' ? `Q${String.fromCharCode(65 + n)}` : `ORACLE-${n}`;
  const called = kind === 'contractor' ? `Firm ${canary()}` : `Party ${name}`;
  const id = await world.bed.givenParty({ kind, code, name: called });
  const serves = world.parties[n % 2 ? 'other-operation' : 'operation']?.id ?? id;
  const party: Party = { id, kind, code, author: randomUUID(), reader: randomUUID(), interpreter: randomUUID(), serves };
  world.parties[name] = party;
  await insert(world.bed.deployer, seedParty(world, party));
  world.placed += 3;
  return party;
}

function roundRow(name: string, id: string, authority: string, by: string) {
  const adopted = name === 'adopted' || name === 'released';
  return {
    id,
    authority_id: authority,
    edition_id: EDITION,
    title_en: `Round ${name}`,
    title_fr: `Cycle ${name}`,
    state: adopted ? 'adopted' : 'open',
    self_assessment_due: '2026-07-01',
    cut_off: '2026-07-01',
    comment_due: '2026-08-01',
    planned_by: by,
    planned_at: '2026-01-01',
    opened_at: '2026-02-01',
    // The round that was released to nobody else is the newer one, so that it would hide the released one if it were read.
    adopted_at: adopted ? (name === 'adopted' ? '2026-06-02' : '2026-06-01') : null,
    adopted_by: adopted ? by : null,
    release: adopted ? (name === 'released' ? 'parties' : 'party') : null,
  };
}
