import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { findingsOfContracts, provided } from '../documents/document.store.ts';
import { offeredSets } from '../sets/set.store.ts';
import { Gaps } from './coverage.schema.ts';
import { countGaps, gapRows, type Scope } from './coverage.store.ts';
import '../permissions.ts';

const MAX_GAPS = 20_000;

/** Whose contracts this reader's figures are about. */
export function scopeOf(context: Pick<QueryContext, 'subject' | 'now' | 'db' | 'platform'>, partyId?: string): Scope {
  const subject = subjectOf(context);
  return { parties: subject.sole ? undefined : partiesOf(subject, 'contract-readers'), partyId, today: dayOf(context.now) };
}

/** The gaps of running contracts, with what each is not known to carry. */
export async function readGaps(db: QueryContext['db'], scope: Scope, most: number): Promise<z.infer<typeof Gaps>> {
  const [rows, all, offered] = await Promise.all([gapRows(db, scope, most), countGaps(db, scope), offeredSets(db)]);
  const found = await findingsOfContracts(
    db,
    rows.map(({ id }) => id),
  );
  return {
    all,
    rows: rows.map(({ partyId, ...row }) => {
      const said = provided(found.get(row.id) ?? []);
      const set = offered.find((one) => one.key === row.setId && (one.partyId === null || one.partyId === partyId))?.set;
      const gaps = (set?.provisions ?? []).flatMap(({ id, title }) => {
        const one = said.get(id);
        const isCarried = one?.confirmed && (one.state === 'present' || one.state === 'by-reference');
        return isCarried ? [] : [{ title, state: one?.state ?? null }];
      });
      return { ...row, gaps };
    }),
  };
}

/** The running contracts that are not known to carry the set that they owe, and what each lacks: the list of gaps, also as a file (5f). */
export const listGaps = defineQuery({
  name: 'contractors/list-gaps',
  permission: 'contractors:read',
  input: z.strictObject({ partyId: z.uuid().optional(), most: z.coerce.number().int().min(1).max(MAX_GAPS).default(100) }),
  answer: Gaps,
  run: (context, { partyId, most }) => readGaps(context.db, scopeOf(context, partyId), most),
});
