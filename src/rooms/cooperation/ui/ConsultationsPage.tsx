import './consultations.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import { CONSULTED_KINDS, type ConsultationAction } from '../consultation.rules.ts';
import type { ConsultationView } from '../cooperation.schema.ts';
import { consultationsQuery } from './consultations-data.ts';
import { StepForm } from './StepForm.tsx';
import { translateConsultations } from './texts.ts';

const RecordForm = later(() => import('./RecordForm.tsx').then((file) => file.RecordForm));

/** Statement, outcome, date informed: each consultation on one row, with its next step. */
export default function ConsultationsPage() {
  const t = useTranslations(translateConsultations);
  const locale = useLocale();
  const [doing, setDoing] = useState<{ of: ConsultationView; action: ConsultationAction } | 'record'>();
  const [address, change] = useAddress();
  const sort = useSort<ConsultationView, 'stated' | 'decided' | 'informed'>(
    { recorded: 'stated', outcome: 'decided', informed: 'informed' },
    '-stated',
  );
  const kind = CONSULTED_KINDS.find((one) => one === address.kind);
  const query = consultationsQuery({ kind, sort: sort.order });
  const list = useInfiniteQuery({ ...query, placeholderData: keepRows(query.queryKey) });
  const close = () => setDoing(undefined);
  return (
    <>
      <PageHead
        title={t('title')}
        meta={t('meta')}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          <Button kind={doing === undefined ? 'main' : 'plain'} onClick={() => setDoing('record')}>
            {t('record')}
          </Button>
        }
      />
      {doing === 'record' && <RecordForm close={close} />}
      {doing !== undefined && doing !== 'record' && <StepForm key={doing.of.id} {...doing} close={close} />}
      <p className="table-filters no-print">
        <FilterSelect
          name={t('filter.kind')}
          all={t('filter.all')}
          value={kind}
          options={CONSULTED_KINDS.map((one) => ({ value: one, text: t(`kind.${one}`) }))}
          onChange={(value) => change({ kind: value ?? '' })}
        />
      </p>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={5} />}
      {list.data && (
        <DataTable
          caption={t('title')}
          columns={[
            {
              key: 'who',
              head: t('column.who'),
              cell: (row) => (
                <>
                  {row.consulted[locale]}
                  <small className="consultation-kind muted">
                    {t(`kind.${row.kind}`)}
                    <LabelBeside label={row.label} />
                  </small>
                </>
              ),
            },
            {
              key: 'recorded',
              head: t('column.statement'),
              cell: (row) => (
                <div className="consultation-statement">
                  <DateText date={row.statedOn} />
                  <p>{row.statement}</p>
                </div>
              ),
            },
            {
              key: 'outcome',
              head: t('column.outcome'),
              cell: (row) =>
                row.decidedOn === null ? (
                  <span className="muted">{t('state.waiting')}</span>
                ) : (
                  <div className="consultation-statement">
                    <DateText date={row.decidedOn} /> · {t(`changed.${row.changed ? 'true' : 'false'}`)}
                    <p>{row.outcome}</p>
                  </div>
                ),
            },
            {
              key: 'informed',
              head: t('column.informed'),
              cell: (row) => (row.informedOn ? <DateText date={row.informedOn} /> : <span className="muted">{t('state.waiting')}</span>),
            },
            {
              key: 'action',
              head: t('column.action'),
              cell: (row) =>
                row.state === 'informed' ? (
                  <span className="small muted">{t('state.informed')}</span>
                ) : (
                  <Actions
                    offered={row.actions}
                    label={(action) => t(`action.${action}`)}
                    waiting={false}
                    run={(action) => setDoing({ of: row, action })}
                  />
                ),
            },
          ]}
          groups={[{ key: 'all', rows: list.data.pages.flatMap((page) => page.items) }]}
          rowKey={(row) => row.id}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(kind ? 'empty-of' : 'empty')}</p>}
        />
      )}
    </>
  );
}
