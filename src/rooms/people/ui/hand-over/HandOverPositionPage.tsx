import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import { handOversQuery } from '../access-data.ts';
import { translateAccess } from '../texts.ts';
import { HandOverCard } from './HandOverCard.tsx';
import '../people.css';

const HandOverForm = later(() => import('./HandOverForm.tsx').then((file) => file.HandOverForm));

/** Hands over the person's position in one step, and lists the hand-overs they are part of or may decide. */
export default function HandOverPositionPage() {
  const t = useTranslations(translateAccess);
  const desk = useTranslations(translateDesk);
  const { grants, person } = useSession();
  const [message, setMessage] = useState('');
  const list = useInfiniteQuery(handOversQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  // Those of the reader's own position lead the list, so the first page holds them.
  const handed = new Set(
    items
      .filter(({ from }) => from.id === person.id)
      .flatMap((one) => one.grants.filter((grant) => grant.accepted === null).map(({ grantId }) => grantId)),
  );
  const open = grants.filter((grant) => !grant.singleSignOn && !handed.has(grant.id));
  return (
    <>
      <PageHead
        title={t('hand.title')}
        meta={t('hand.meta')}
        help={[t('hand.help-1'), t('hand.help-2'), t('hand.help-3'), t('hand.help-4')]}
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note people-note'}>
        {message}
      </p>
      {grants.some(({ singleSignOn }) => singleSignOn) && <p className="note people-note">{t('hand.single-sign-on')}</p>}
      {list.isSuccess && open.length === 0 && <Empty>{t('hand.no-roles')}</Empty>}
      {list.isSuccess && open.length > 0 && <HandOverForm key={open.map(({ id }) => id).join()} grants={open} tell={setMessage} />}
      <Section title={t('hand.list')}>
        {list.isLoading && <Skeleton rows={4} />}
        {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && <p className="muted">{t('hand.list-none')}</p>}
        <ul className="hand-overs">
          {items.map((one) => (
            <HandOverCard key={one.id} handOver={one} tell={setMessage} />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button waiting={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {desk('table.more')}
          </Button>
        )}
      </Section>
    </>
  );
}
