import type { ClientBase } from 'pg';
import { columnList, type Table } from './catalogue.ts';

/** The content of a table as one comparable value: the number of rows, and SHA-256 over the sorted SHA-256 of each. */
export type TableDigest = { rows: number; sha256: string };

/** The digests of tables, by name. */
export type Digests = Record<string, TableDigest>;

/** Settings for writing values as text. They must be the same on every server, or equal tables would seem different. */
export const STEADY_TEXT = `set time zone 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
  set bytea_output = 'hex'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`;

/** The digest of each table. It ignores the order of rows and columns, and transaction numbers, which belong to one server. */
export async function digestTables(client: ClientBase, tables: readonly Table[]): Promise<Digests> {
  await client.query(STEADY_TEXT);
  const digests: Digests = {};
  for (const { name, columns } of tables) {
    // Without `offset 0` the server sorts whole rows with their digests, in temporary files some six times as large.
    const { rows } = await client.query<TableDigest>(`
      select count(*) as rows, encode(sha256(coalesce(string_agg(digest, ''::bytea order by digest), ''::bytea)), 'hex') as sha256
      from (select sha256(convert_to(row(${columnList(columns)})::text, 'UTF8')) as digest from ${name} offset 0) each`);
    digests[name] = { rows: Number(rows[0]!.rows), sha256: rows[0]!.sha256 };
  }
  return digests;
}

/** The tables whose digests differ, or that exist on one side only. Empty where all are equal. Pure. */
export function differences(a: Digests, b: Digests): string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return names.filter((name) => a[name]?.sha256 !== b[name]?.sha256 || a[name]?.rows !== b[name]?.rows);
}
