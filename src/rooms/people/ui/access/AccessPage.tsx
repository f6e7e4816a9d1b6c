import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable, type Sort } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import { INSPECTED_KINDS, type InspectedKind, RECORDED_KINDS } from '../../access/access.rules.ts';
import type { AccessRecord } from '../../access/access.schema.ts';
import { recordsQuery } from '../access-data.ts';
import { translateAccess } from '../texts.ts';
import '../people.css';

const OUTCOMES = ['read', 'denied'] as const;

const ObjectDrawer = later(() => import('./ObjectDrawer.tsx').then((file) => file.ObjectDrawer));

/** Who viewed what and who was refused; for one object, also who may see it and why. */
export default function AccessPage() {
  const t = useTranslations(translateAccess);
  const session = useSession();
  const [address, change] = useAddress();
  const mayAsk = can(session, 'people:account-for-access');
  const { kind, object, outcome, person } = address;
  const sort = useSort<AccessRecord, 'minute'>({ when: 'minute' }, '-minute');
  const list = useInfiniteQuery({
    ...recordsQuery({
      kind: RECORDED_KINDS.find((one) => one === kind),
      outcome: OUTCOMES.find((one) => one === outcome),
      personId: person,
      sort: sort.order,
    }),
    placeholderData: keepPreviousData,
    enabled: mayAsk,
  });
  const only = list.data?.pages[0]?.items.find((row) => row.person.id === person)?.person.name;
  const objectKind = INSPECTED_KINDS.find((one) => one === kind);
  return (
    <>
      <PageHead
        title={t('access.title')}
        meta={t('access.meta')}
        help={[t('access.help-1'), t('access.help-2'), t('access.help-3'), t('access.help-4')]}
      />
      {!mayAsk && <Empty>{t('access.not-yours')}</Empty>}
      {mayAsk && (
        <div className="no-print">
          <search className="access-filters" aria-label={t('access.filters')}>
            <FilterSelect
              name={t('access.what')}
              value={kind}
              all={t('access.all')}
              options={RECORDED_KINDS.map((value) => ({ value, text: t(`kind.${value}`) }))}
              onChange={(next) => change({ kind: next ?? '', object: '' })}
            />
            <FilterSelect
              name={t('access.outcome')}
              value={outcome}
              all={t('access.all')}
              options={OUTCOMES.map((value) => ({ value, text: t(`access.${value}`) }))}
              onChange={(next) => change({ outcome: next ?? '' })}
            />
            {person && (
              <Button onClick={() => change({ person: '' })}>
                {only === undefined ? t('access.everybody') : `${t('access.only', { name: only })} · ${t('access.everybody')}`}
              </Button>
            )}
          </search>
        </div>
      )}
      {list.isLoading && <Skeleton rows={8} />}
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && (
        <RecordTable
          rows={list.data.pages.flatMap((page) => page.items)}
          chosen={object}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
        />
      )}
      {mayAsk && objectKind && object && <ObjectDrawer kind={objectKind} objectId={object} close={() => change({ object: '' })} />}
    </>
  );
}

/** The access records. Each links its object where the reader may ask who can see it. */
function RecordTable({
  rows,
  chosen,
  sort,
  more,
  waiting,
}: {
  rows: readonly AccessRecord[];
  chosen: string | undefined;
  sort: Sort<AccessRecord>;
  more: (() => void) | undefined;
  waiting: boolean;
}) {
  const t = useTranslations(translateAccess);
  const locale = useLocale();
  const who = ({ person: { id, name } }: AccessRecord) =>
    name === '' ? (
      <span className="muted">{t('access.former-person')}</span>
    ) : (
      <Link to="." search={(old) => ({ ...old, person: id, object: undefined })} title={t('access.only-hint', { name })}>
        {name}
      </Link>
    );
  const what = (row: AccessRecord) => {
    const askable = INSPECTED_KINDS.some((kind: InspectedKind) => kind === row.kind);
    if (row.objectId === null) return askable ? t('access.unknown', { kind: t(`kind.${row.kind}`) }) : t(`kind.${row.kind}`);
    const name = `${t(`kind.${row.kind}`)} ${row.objectId.slice(-8)}`;
    if (!askable) return name;
    return (
      <Link to="." search={(old) => ({ ...old, kind: row.kind, object: row.objectId! })} resetScroll={false}>
        {name}
      </Link>
    );
  };
  return (
    <DataTable
      caption={t('access.title')}
      rowKey={(row) => row.id}
      sort={sort}
      chosen={rows.find((row) => row.objectId === chosen)?.id}
      columns={[
        { key: 'when', head: t('access.when'), cell: (row) => <DateText date={row.minute} time /> },
        { key: 'who', head: t('access.who'), cell: who },
        { key: 'what', head: t('access.what'), cell: what },
        { key: 'party', head: t('access.party'), cell: (row) => row.party?.name[locale] ?? '' },
        {
          key: 'outcome',
          head: t('access.outcome'),
          cell: (row) => <span className={row.outcome === 'denied' ? 'people-refused' : 'muted'}>{t(`access.${row.outcome}`)}</span>,
        },
      ]}
      groups={[{ key: 'all', rows }]}
      more={more}
      waiting={waiting}
      empty={t('access.none')}
    />
  );
}
