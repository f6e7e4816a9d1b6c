import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type CommentRule, offers } from '#kernel/machine.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { useAddress } from '#web/client/address.ts';
import { fileAddress, get, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { FilterFind } from '#web/kit/fields/FilterSelect.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import type { CertificateLine } from '../certificates/certificate.schema.ts';
import { translateCertificatesDesk } from './certificates/texts.ts';

const RevokeForm = later(() => import('./certificates/RevokeForm.tsx').then((file) => file.RevokeForm));

/** What people of a party passed and signed, with their certificates: issue, print, revoke. */
export default function CertificatesPage() {
  const t = useTranslations(translateCertificatesDesk);
  const locale = useLocale();
  const session = useSession();
  const queries = useQueryClient();
  const parties = session.grants.flatMap(({ party }) => (party && can(session, 'training:see-classes', party.id) ? [party] : []));
  const own = [...new Map(parties.map((party) => [party.id, party])).values()];
  const [address, change] = useAddress();
  const chosen = own.find(({ id }) => id === address.party)?.id ?? own[0]?.id ?? '';
  const number = useDeferredValue(address.number ?? '');
  const sort = useSort<CertificateLine, 'passed'>({ passed: 'passed' }, '-passed');
  const [revoking, setRevoking] = useState<{ of: CertificateLine; rule: CommentRule | null }>();
  const queryKey = ['certificates', chosen, number, sort.order];
  const list = useInfiniteQuery({
    queryKey,
    placeholderData: keepRows(queryKey),
    enabled: chosen !== '',
    queryFn: ({ pageParam, signal }) =>
      get('/parties/:partyId/certificates', { partyId: chosen, number, sort: sort.order, limit: 50, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const again = () => queries.invalidateQueries({ queryKey: ['certificates'] });
  const make = useWrite(
    (completionIds: string[], key) => send('POST /parties/:partyId/certificates', { partyId: chosen, completionIds }, key),
    { onSuccess: again },
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const missing = rows.filter(({ actions }) => offers(actions, 'issue')).map(({ completionId }) => completionId);
  return (
    <>
      <PageHead
        title={t('title')}
        meta={t('meta')}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          missing.length > 0 && (
            <Button kind="main" waiting={make.isPending} onClick={() => make.mutate(missing.slice(0, 100))}>
              {t('make-all')}
            </Button>
          )
        }
      />
      {own.length === 0 && <p className="muted">{t('none')}</p>}
      {own.length > 1 && (
        <SelectField label={t('party')} value={chosen} onChange={(event) => change({ party: event.target.value })}>
          {own.map((party) => (
            <option key={party.id} value={party.id}>
              {party.name[locale]}
            </option>
          ))}
        </SelectField>
      )}
      {own.length > 0 && (
        <p className="table-filters no-print">
          <FilterFind name={t('find')} value={address.number ?? ''} onChange={(text) => change({ number: text })} />
        </p>
      )}
      {revoking && <RevokeForm {...revoking} close={() => setRevoking(undefined)} done={again} />}
      {make.error && <ProblemNote error={make.error} />}
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {chosen !== '' && list.isPending && <Skeleton rows={6} />}
      {list.data && (
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'number', head: t('column.number'), cell: (row) => row.serviceNumber },
            { key: 'module', head: t('column.module'), cell: (row) => row.module[locale] },
            { key: 'passed', head: t('column.passed'), cell: (row) => <DateText date={row.passedOn} /> },
            {
              key: 'until',
              head: t('column.until'),
              cell: (row) => (row.validUntil ? <DateText date={row.validUntil} /> : t('no-end')),
            },
            {
              key: 'certificate',
              head: t('column.certificate'),
              cell: (row) => {
                if (row.revokedOn !== null) return t('revoked', { day: formatDay(locale, row.revokedOn) });
                return (
                  <>
                    {row.number !== null && (
                      <FileLink href={fileAddress('/certificates/:number/certificate.pdf', { number: row.number, lang: locale })}>
                        {t('print')}
                        <span className="out-of-sight">{` ${row.serviceNumber} ${row.module[locale]}`}</span>
                      </FileLink>
                    )}
                    {row.number === null && row.actions.length === 0 && '–'}
                    <Actions
                      isInRow
                      about={`${row.serviceNumber} ${row.module[locale]}`}
                      offered={row.actions}
                      label={(action) => t(`action.${action}`)}
                      waiting={make.isPending}
                      run={() => make.mutate([row.completionId])}
                      opens={{ revoke: (rule) => setRevoking({ of: row, rule }) }}
                    />
                  </>
                );
              },
            },
          ]}
          groups={[{ key: 'all', rows }]}
          rowKey={(row) => row.completionId}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(number === '' ? 'empty' : 'empty-found')}</p>}
        />
      )}
    </>
  );
}
