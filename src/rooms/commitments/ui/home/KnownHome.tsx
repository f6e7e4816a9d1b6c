import type { OwnClausesHome as Data } from '../../matrix/own-clauses-home.schema.ts';
import { OwnRow } from './OwnRow.tsx';

/** What is already known of each party for which this reader answers. */
export default function KnownHome({ data }: { data: Data }) {
  return data.parties.map((row) => <OwnRow key={row.party.id} row={row} title="own.title" />);
}
