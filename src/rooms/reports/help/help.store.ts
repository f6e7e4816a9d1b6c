import { sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { HelpKind, TestResult } from './help.rules.ts';

type Names = { en: string; fr: string };
export type PlaceRow = {
  id: string;
  partyId: string;
  countryId: string;
  slug: string;
  name: Names;
  zone: string;
  published: boolean;
  version: number;
};
export type EntryRow = {
  id: string;
  placeId: string;
  kind: HelpKind;
  name: Names;
  about: Names;
  phone: string;
  days: number[] | null;
  opens: string | null;
  closes: string | null;
  languages: string[];
  free: boolean | null;
  source: string;
  testedOn: string | null;
  testedBy: string | null;
  result: TestResult | null;
  answeredOn: string | null;
  version: number;
};

const PLACE = sql`p.id, p.party_id as "partyId", p.country_id as "countryId", p.slug, json_build_object('en', p.name_en, 'fr', p.name_fr) as name, p.zone,
  p.published_at is not null as published, p.version`;
const ENTRY = sql`e.id, e.place_id as "placeId", e.kind, json_build_object('en', e.name_en, 'fr', e.name_fr) as name,
  json_build_object('en', e.about_en, 'fr', e.about_fr) as about, e.phone, e.days, e.opens, e.closes, e.languages, e.free, e.source,
  e.tested_on::text as "testedOn", e.tested_as as "testedBy", e.test_result as result, e.answered_on::text as "answeredOn", e.version`;

/** The places that the reader may see: of one party, or the published one of an address, or all that are published. */
export async function placesOf(db: Database, of: { partyId: string } | { slug: string } | 'published'): Promise<PlaceRow[]> {
  const where =
    of === 'published'
      ? sql`p.published_at is not null`
      : 'slug' in of
        ? sql`p.published_at is not null and p.slug = ${of.slug}`
        : sql`p.party_id = ${of.partyId}`;
  return (await sql<PlaceRow>`select ${PLACE} from reports.help_place p where ${where} order by p.name_en, p.id`.execute(db)).rows;
}

/** The entries of a party's places, or of one place, that the reader may see and that were not retired; in the order in which they were added. */
export async function entriesOf(db: Database, of: { partyId: string } | { placeId: string }): Promise<EntryRow[]> {
  const where = 'placeId' in of ? sql`e.place_id = ${of.placeId}` : sql`e.party_id = ${of.partyId}`;
  return (
    await sql<EntryRow>`select ${ENTRY} from reports.help_entry e where ${where} and e.retired_at is null order by e.recorded_at, e.id`.execute(
      db,
    )
  ).rows;
}

/** How many numbers of each published place everybody may call. */
export async function publicNumbers(db: Database): Promise<Map<string, number>> {
  const { rows } = await sql<{
    placeId: string;
    numbers: number;
  }>`select e.place_id as "placeId", count(*)::int as numbers from reports.help_entry e
    where e.retired_at is null and e.answered_on is not null and e.test_result <> 'wrong-number' group by e.place_id`.execute(db);
  return new Map(rows.map(({ placeId, numbers }) => [placeId, numbers]));
}

/** The party of a place, for permission checks. */
export async function partyOfPlace(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('reports.help_place').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** The party of an entry, for permission checks. */
export async function partyOfEntry(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('reports.help_entry').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

type LockedEntry = EntryRow & { partyId: string };

/** An entry, locked until the command ends. Throws where it is missing, retired or of another version. */
export async function lockEntry(db: Database, id: string, version: number): Promise<LockedEntry> {
  const { rows } = await sql<LockedEntry>`select ${ENTRY}, e.party_id as "partyId" from reports.help_entry e
    where e.id = ${id} and e.retired_at is null for update`.execute(db);
  return ofVersion(rows[0], version);
}

/** A place, locked until the command ends. Throws where it is missing or of another version. */
export async function lockPlace(db: Database, id: string, version: number): Promise<PlaceRow> {
  const { rows } = await sql<PlaceRow>`select ${PLACE} from reports.help_place p where p.id = ${id} for update`.execute(db);
  return ofVersion(rows[0], version);
}

function ofVersion<Row extends { version: number }>(found: Row | undefined, version: number): Row {
  if (found === undefined) throw new AppError('platform/not-found');
  if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
  return found;
}

/** Changes a locked entry. */
export function updateEntry(db: Database, { id, version }: Pick<EntryRow, 'id' | 'version'>, set: object) {
  return db
    .updateTable('reports.help_entry')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version);
}
