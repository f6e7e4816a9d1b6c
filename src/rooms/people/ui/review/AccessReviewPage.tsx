import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { ReviewDue } from '../../access-review/access-review.schema.ts';
import { reviewsDueQuery } from '../access-data.ts';
import { translateAccess } from '../texts.ts';
import { ReviewOfParty } from './ReviewOfParty.tsx';
import '../people.css';

/** The parties whose roles this reader reviews, each with its due date; the sheet of one party where the address names it. */
export default function AccessReviewPage() {
  const t = useTranslations(translateAccess);
  const locale = useLocale();
  const session = useSession();
  const [address] = useAddress();
  const [message, setMessage] = useState('');
  const mine = can(session, 'people:review-access');
  const due = useQuery({ ...reviewsDueQuery, enabled: mine });
  const chosen = due.data?.items.find((line) => (line.party?.id ?? 'none') === address.party);
  const name = (line: ReviewDue) => line.party?.name[locale] ?? t('review.without-party');
  return (
    <>
      <PageHead
        title={chosen ? t('review.title-of', { party: name(chosen) }) : t('review.title')}
        path={address.party && <Link to="/people/review">{t('review.back')}</Link>}
        meta={t('review.meta')}
        help={[
          due.data ? t('review.help-1', { n: due.data.everyDays, origin: due.data.origin[locale] }) : '\u00a0',
          t('review.help-2'),
          t('review.help-3'),
          t('review.help-4'),
        ]}
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note people-note'}>
        {message}
      </p>
      {!mine && <Empty>{t('review.not-yours')}</Empty>}
      {due.isLoading && <Skeleton rows={8} />}
      {due.error && <ProblemNote error={due.error} retry={() => void due.refetch()} />}
      {address.party && mine && <ReviewOfParty key={address.party} partyId={address.party} tell={setMessage} />}
      {!address.party && due.data && (
        <DataTable
          caption={t('review.title')}
          rowKey={(line) => line.party?.id ?? 'none'}
          columns={[
            {
              key: 'party',
              head: t('review.party'),
              cell: (line) => (
                <Link to="/people/review" search={{ party: line.party?.id ?? 'none' }}>
                  {name(line)}
                </Link>
              ),
            },
            { key: 'count', head: t('review.count'), number: true, cell: (line) => line.grants },
            {
              key: 'last',
              head: t('review.last'),
              cell: (line) => (line.lastReview ? <DateText date={line.lastReview} /> : t('review.never')),
            },
            {
              key: 'due',
              head: t('review.due'),
              cell: (line) => (
                <span className={line.late ? 'people-refused' : undefined}>
                  <DateText date={line.due} />
                  {line.late && ` · ${t('review.late')}`}
                </span>
              ),
            },
          ]}
          groups={[{ key: 'all', rows: due.data.items }]}
          empty={t('review.none')}
        />
      )}
    </>
  );
}
