import { Link } from '@tanstack/react-router';
import { DataTable } from '#web/kit/DataTable.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { TreatyParty, TreatyTable } from '../treaties/treaty-table.schema.ts';
import { INSTRUMENTS } from '../treaties/treaty-words.rules.ts';
import { TreatyMark } from './TreatyMark.tsx';
import { useTreatyWords } from './treaty-words.ts';

/** Nations by their group today, one column per instrument; a cell links to all its rows. */
export function TreatiesTable({ table, groups }: { table: TreatyTable; groups: TreatyTable['groups'] }) {
  const { t, pub, locale, compare, instrument, asOf, day } = useTreatyWords();
  const neutral = groups.some((group) => group.parties.some((party) => party.statusNeutral));
  const sort = useSort<TreatyParty>({
    nation: ({ name }) => name[locale],
    ...Object.fromEntries(INSTRUMENTS.map((one) => [one, ({ cells }: TreatyParty) => cells[one].actionDate])),
  });
  const seen = ({ lastSeen }: TreatyParty) =>
    lastSeen && pub('seen', { operation: lastSeen.operation, asOf: lastSeen.asOf === null ? pub('seen.undated') : day(lastSeen.asOf) });
  return (
    <>
      <DataTable
        caption={t('ui.table')}
        rowKey={(party) => party.id}
        sort={sort}
        columns={[
          {
            key: 'nation',
            head: pub('table.nation'),
            cell: (party: TreatyParty) => (
              <>
                <Link to="/treaties/$partyId" params={{ partyId: party.id }}>
                  {party.name[locale]}
                  {party.statusNeutral && '*'}
                </Link>
                {party.lastSeen && <small className="treaty-seen">{seen(party)}</small>}
              </>
            ),
          },
          ...INSTRUMENTS.map((one) => ({
            key: one,
            name: instrument(one),
            head: (
              <>
                <b>{instrument(one)}</b>
                <br />
                {table.asOf[one] === null ? pub('head.none') : pub('footnote', { asOf: asOf(table.asOf[one]) })}
              </>
            ),
            cell: (party: TreatyParty) => (
              <Link className="treaty-link" to="/treaties/$partyId" params={{ partyId: party.id }} search={{ instrument: one }}>
                <TreatyMark cell={party.cells[one]} usual={table.asOf[one]} />
              </Link>
            ),
          })),
        ]}
        groups={groups
          .filter((group) => group.parties.length > 0)
          .map((group) => ({
            key: group.key,
            head: (
              <>
                {pub(`group.${group.key}`)} <span className="muted treaty-count">{group.parties.length}</span>
              </>
            ),
            rows: [...group.parties].sort((a, b) => compare(a.name[locale], b.name[locale])),
          }))}
        empty={t('ui.none-found')}
      />
      {neutral && <p className="small muted">* {pub('neutral')}</p>}
    </>
  );
}
