import { dayOf } from '#kernel/dates.ts';
import type { Database } from '#platform/db/transaction.ts';
import { knownItems } from '#rooms/evidence/index.ts';
import { type FileFault, partiesByCode } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { PartRow } from '../import.schema.ts';
import { readEvidenceTable } from './evidence-table.ts';

/** A table compared with the stored evidence. */
export type Compared = {
  readonly rows: PartRow[];
  readonly faults: FileFault[];
  /** Lines whose evidence item is already stored. */
  readonly known: ReadonlySet<number>;
  readonly fingerprint: string;
  readonly parties: ReadonlyMap<string, string>;
};

/** Reads a table of past evidence and compares it with what this reader sees of the register and the evidence. */
export async function compareEvidence(db: Database, table: string, now: Date): Promise<Compared> {
  const edition = currentEdition();
  const parties = await partiesByCode(db);
  const { rows, faults } = readEvidenceTable('evidence.csv', table, { codes: new Set(parties.keys()), edition, today: dayOf(now) });
  const ofKnownParties = rows.filter(({ party }) => parties.has(party));
  const keys = ofKnownParties.map(({ party, content: { kind, date, title, obligationIds } }) => ({
    partyId: parties.get(party)!,
    kind,
    date,
    title: typeof title === 'string' ? title : title.en,
    obligations: obligationIds,
  }));
  const { known, fingerprint } = await knownItems(db, edition.id, keys);
  return { rows, faults, known: new Set(ofKnownParties.flatMap(({ line }, at) => (known.has(at) ? [line] : []))), fingerprint, parties };
}
