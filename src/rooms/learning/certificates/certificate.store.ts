import { sql } from 'kysely';
import type { z } from 'zod';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { CertificateLine, PublicCertificate } from './certificate.schema.ts';
import type { ContentReview } from './content-review.ts';

/** A completion that can have a certificate: a whole module, signed if it has a text to sign, and not revoked. */
export type Certifiable = {
  completionId: string;
  traineeId: string;
  partyId: string;
  moduleId: string;
  moduleVersion: number;
  source: string;
  passedOn: string;
  validUntil: string | null;
  number: string | null;
  revokedOn: string | null;
};
const WHOLE = sql`c.lessons is null and c.revoked_at is null and (c.acknowledged_at is not null or c.module_id <> all (`;

/** Those of these completions that count. `signed`: modules with a text to sign. */
export async function certifiable(db: Database, ids: readonly string[], signed: readonly string[]): Promise<Certifiable[]> {
  return (
    await sql<Certifiable>`select c.id as "completionId", c.trainee_id as "traineeId", c.party_id as "partyId", c.module_id as "moduleId",
        c.module_version as "moduleVersion", c.source, c.passed_at::date::text as "passedOn", nullif(c.valid_until, 'infinity')::text as "validUntil",
        k.number, k.revoked_at::date::text as "revokedOn"
      from training.completion c left join training.certificate k on k.completion_id = c.id
      where c.id = ${anyOf(ids)} and ${WHOLE}${[...signed]}::text[]))`.execute(db)
  ).rows;
}

/** The orders of what people of a party passed; the index completion_party carries both. */
export const CERTIFICATE_SORT = defineSort({ passed: { by: sql`c.passed_at`, part: 'instant' } }, sql`c.id`, '-passed');

/** What people of a party passed, latest first or in the order asked for, each with its certificate; of one module, or of service numbers that begin so. */
export async function certificateLines(
  db: Database,
  partyId: string,
  signed: readonly string[],
  filter: {
    sort: z.infer<typeof CERTIFICATE_SORT.schema>;
    after: string | undefined;
    module: string | undefined;
    number: string | undefined;
  },
  rows: number,
): Promise<(Omit<CertificateLine, 'module' | 'actions'> & { passedAt: Date })[]> {
  const { where, order } = CERTIFICATE_SORT.from(filter.sort, filter.after);
  const ofModule = filter.module === undefined ? sql`` : sql`and c.module_id = ${filter.module}`;
  const ofNumber = filter.number ? sql`and starts_with(t.service_number, ${filter.number.toUpperCase()})` : sql``;
  return (
    await sql<
      Omit<CertificateLine, 'module' | 'actions'> & { passedAt: Date }
    >`select c.id as "completionId", t.service_number as "serviceNumber", c.module_id as "moduleId", c.module_version as "moduleVersion",
        c.passed_at as "passedAt", c.passed_at::date::text as "passedOn", nullif(c.valid_until, 'infinity')::text as "validUntil", k.number,
        k.revoked_at::date::text as "revokedOn"
      from training.completion c join training.trainee t on t.id = c.trainee_id left join training.certificate k on k.completion_id = c.id
      where c.party_id = ${partyId} and ${WHOLE}${[...signed]}::text[])) ${ofModule} ${ofNumber}
        and ${where} order by ${order} limit ${rows}`.execute(db)
  ).rows;
}

/** The data a certificate is printed from, if the reader may see it. */
export async function findCertificate(db: Database, number: string) {
  return (
    await sql<
      Omit<Certifiable, 'completionId' | 'number' | 'source'> & { serviceNumber: string; generation: number; review: ContentReview }
    >`
      select k.trainee_id as "traineeId", k.party_id as "partyId", t.service_number as "serviceNumber", k.module_id as "moduleId", k.module_version as "moduleVersion",
        k.passed_on::text as "passedOn", k.valid_until::text as "validUntil", k.key_generation as generation, k.review,
        k.revoked_at::date::text as "revokedOn"
      from training.certificate k join training.trainee t on t.id = k.trainee_id where k.number = ${number}`.execute(db)
  ).rows[0];
}

/** What anybody with its number may learn about a certificate; null if there is none. */
export async function findPublicCertificate(db: Database, number: string): Promise<PublicCertificate | null> {
  return (await sql<{ found: PublicCertificate | null }>`select training.certificate_by_number(${number}) as found`.execute(db)).rows[0]!
    .found;
}

/** The data for an offline check: the public keys by generation, and the fingerprints of revoked certificates. */
export async function checkingList(db: Database): Promise<{ keys: { generation: number; publicKey: string }[]; revoked: string[] }> {
  const [keys, revoked] = await Promise.all([
    sql<{ generation: number; publicKey: string }>`select generation, translate(encode(public_key, 'base64'), '+/=', '-_') as "publicKey"
      from training.certificate_key order by generation`.execute(db),
    sql<{ fingerprint: string }>`select m as fingerprint from training.certificates_revoked() m`.execute(db),
  ]);
  return { keys: keys.rows, revoked: revoked.rows.map(({ fingerprint }) => fingerprint) };
}
