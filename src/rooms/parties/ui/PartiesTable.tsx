import { type UseInfiniteQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PartyKind } from '#kernel/party-kinds.ts';
import { DataTable, type Sort } from '#web/kit/DataTable.tsx';
import type { PartyLine } from '../party-view.schema.ts';
import { obligationCountsQuery } from './parties-data.ts';
import { useOwes, usePartyWords } from './party-words.ts';

// Nations are grouped by their status today; hosts and others owe nothing and are last.
const GROUPS = ['ally', 'contributor', 'seen', 'other'] as const;

/** Parties of one kind; nations under headings that say what they owe. */
export function PartiesTable({
  kind,
  lines,
  chosen,
  list,
  sort,
  searched,
}: {
  kind: PartyKind;
  lines: readonly PartyLine[];
  chosen: string | undefined;
  /** The pages that the lines come from. */
  list: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
  /** The order of the lines. */
  sort: Sort<PartyLine>;
  searched: string;
}) {
  const words = usePartyWords();
  const { t, locale } = words;
  const owes = useOwes();
  const groupOf = (line: PartyLine) => GROUPS.find((group) => group === line.partyStatus) ?? 'other';
  const groups =
    kind === 'nation'
      ? GROUPS.map((group) => ({
          key: group,
          head: <Head group={group} lines={lines.filter((line) => groupOf(line) === group)} />,
          rows: lines.filter((line) => groupOf(line) === group),
        })).filter((group) => group.rows.length > 0)
      : [{ key: kind, rows: lines }];
  const neutral = lines.some((line) => line.statusNeutral);
  return (
    <>
      <DataTable
        caption={t(`ui.kind.${kind}`)}
        rowKey={(line) => line.id}
        chosen={chosen}
        sort={sort}
        columns={[
          {
            key: 'name',
            head: t('ui.name'),
            cell: (line) => (
              <Link
                to="."
                search={(old) => ({ ...old, party: line.id, new: undefined })}
                resetScroll={false}
                aria-current={line.id === chosen || undefined}
              >
                {line.name[locale]}
                {line.statusNeutral && '*'}
              </Link>
            ),
          },
          { key: 'code', head: t('ui.code'), cell: (line) => line.code },
          { key: 'party-status', head: t('ui.party-status'), cell: (line) => <span className="lines">{words.partyStatus(line)}</span> },
          {
            key: 'owes',
            head: t('ui.owes-head'),
            cell: (line) => <span className="nowrap">{owes(line.owes)}</span>,
          },
          { key: 'source', head: t('ui.source'), cell: (line) => <span className="parties-source">{line.source}</span> },
        ]}
        groups={groups}
        more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        waiting={list.isFetchingNextPage}
        empty={searched === '' ? t(`ui.empty.${kind}`) : t('ui.empty-found', { find: searched })}
      />
      {neutral && <p className="small muted">* {t('status-neutral')}</p>}
    </>
  );
}

function Head({ group, lines }: { group: (typeof GROUPS)[number]; lines: readonly PartyLine[] }) {
  const { t } = usePartyWords();
  const count = useQuery(obligationCountsQuery).data;
  const owes = group === 'ally' || group === 'contributor';
  return (
    <>
      {t(`ui.group.${group}`)}{' '}
      <span className="muted parties-count">
        {!owes && t('ui.group-owes-nothing', { n: lines.length })}
        {owes && (count ? t('ui.group-owes', { n: lines.length, obligations: count([group]) }) : lines.length)}
      </span>
    </>
  );
}
