import { type SqlBool, sql } from 'kysely';
import type { PartyKind } from '#kernel/roles.ts';
import type { Database } from '#platform/db/transaction.ts';

// A register is read by people who type without accents.
const MARKS = 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿšžčćđğşıœ';
const PLAIN = 'aaaaaaceeeeiiiinooooouuuuyyszccdgsio';

/** Ids and codes of parties after a code, in order of their codes: of one kind, with part of a name or code, where asked. */
export function listPartyIds(
  db: Database,
  ask: { kind: PartyKind | undefined; find: string | undefined; after: string | number | undefined; limit: number },
) {
  let query = db.selectFrom('parties.party').select(['id', 'code']).orderBy('code').limit(ask.limit);
  if (ask.kind !== undefined) query = query.where('kind', '=', ask.kind);
  if (ask.after !== undefined) query = query.where('code', '>', String(ask.after));
  if (ask.find !== undefined && ask.find !== '')
    query = query.where(
      sql<SqlBool>`position(translate(lower(${ask.find}), ${MARKS}, ${PLAIN}) in translate(lower(concat_ws(' ', code, name_en, name_fr)), ${MARKS}, ${PLAIN})) > 0`,
    );
  return query.execute();
}
