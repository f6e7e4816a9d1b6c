import { sql } from 'kysely';

/** Several ids as one array parameter, the right side of `=`: the statement stays the same for any number of ids. An empty list matches nothing. */
export function anyOf(ids: readonly string[]) {
  return sql<string>`any(${[...ids]}::uuid[])`;
}
