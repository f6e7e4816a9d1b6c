import { sql } from 'kysely';

/** Several ids as one array parameter, the right side of `=`: the statement stays the same however many there are. No ids match nothing. */
export function anyOf(ids: readonly string[]) {
  return sql<string>`any(${[...ids]}::uuid[])`;
}
