import type { OwnClausesHome } from '../../matrix/own-clauses-home.schema.ts';
import { OwnRow } from './OwnRow.tsx';

/** The clause about contracts, for those who place them. */
export default function ContractsHome({ data }: { data: OwnClausesHome }) {
  return data.parties.map((row) => <OwnRow key={row.party.id} row={row} title="own.contracts" clause="5f" />);
}
