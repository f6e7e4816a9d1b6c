import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { ROLES } from '#kernel/roles.ts';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { useAddress } from '#web/client/address.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { FilterFind, FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import { type Handed, HandOver } from './hand-over/HandOver.tsx';
import { OnePersonNote } from './OnePersonNote.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { type Person, peopleQuery } from './people-data.ts';
import { usePeopleWords } from './people-words.ts';
import './people.css';
import { later } from '#web/kit/later.tsx';

const InviteDrawer = later(() => import('./invitations/InviteDrawer.tsx').then((file) => file.InviteDrawer));
const PersonDrawer = later(() => import('./PersonDrawer.tsx').then((file) => file.PersonDrawer));

/** People, their grants, and invitations. */
export default function PeoplePage() {
  const { t, locale, role: roleName } = usePeopleWords();
  const session = useSession();
  const [address, change] = useAddress();
  const [message, setMessage] = useState('');
  // Only this page holds the one-time link: leaving the page discards it.
  const [handed, setHanded] = useState<Handed | null>(null);
  const find = useDeferredValue(address.find ?? '');
  const role = ROLES.find((one) => one === address.role);
  const sort = useSort<Person, 'name'>({ name: 'name' }, 'name');
  const parties = useQuery(allPartiesQuery()).data?.toSorted((a, b) => a.name[locale].localeCompare(b.name[locale], locale)) ?? [];
  const party = parties.find(({ id }) => id === address.party)?.id;
  const list = useInfiniteQuery({
    ...peopleQuery({ find, role, party, sort: sort.order }),
    placeholderData: keepPreviousData,
    enabled: can(session, 'people:list'),
  });
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  const mayInvite = can(session, 'people:invite');
  const chosen = people.find((person) => person.id === address.person);
  const close = () => change({ person: '', invite: '' });
  return (
    <>
      <PageHead
        title={t('ui.title')}
        meta={t('ui.meta')}
        help={[t('ui.help-1'), t('ui.help-2'), t('ui.help-3'), t('ui.help-4')]}
        actions={
          <>
            <Link className={buttonClass()} to="/people/hand-over">
              {t('ui.hand-over')}
            </Link>
            {can(session, 'people:review-access') && (
              <Link className={buttonClass()} to="/people/review">
                {t('ui.access-review')}
              </Link>
            )}
            {can(session, 'people:appoint') && (
              <Link className={buttonClass()} to="/people/invite">
                {t('ui.invite-many')}
              </Link>
            )}
            {mayInvite && (
              <Button kind="main" onClick={() => change({ person: '', invite: '1' })}>
                {t('ui.invite')}
              </Button>
            )}
          </>
        }
      />
      {session.onePersonMode && <OnePersonNote />}
      <p role="status" className={message === '' ? 'out-of-sight' : 'note people-note'}>
        {message}
      </p>
      {handed && <HandOver handed={handed} close={() => setHanded(null)} hand={setHanded} />}
      {!list.isEnabled && <Empty>{t('ui.may-not-list')}</Empty>}
      {list.isLoading && <Skeleton rows={8} />}
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isEnabled && (
        <search className="table-filters no-print" aria-label={t('ui.filters')}>
          <FilterFind name={t('ui.find')} value={address.find ?? ''} onChange={(text) => change({ find: text })} />
          <FilterSelect
            name={t('ui.role')}
            all={t('ui.every')}
            value={role}
            options={ROLES.map((value) => ({ value, text: roleName(value) }))}
            onChange={(value) => change({ role: value ?? '' })}
          />
          <FilterSelect
            name={t('ui.party')}
            all={t('ui.every')}
            value={party}
            options={parties.map(({ id, name }) => ({ value: id, text: name[locale] }))}
            onChange={(value) => change({ party: value ?? '' })}
          />
        </search>
      )}
      {list.isSuccess && (
        <PeopleTable
          people={people}
          chosen={chosen?.id}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          sort={sort}
          isFiltered={find !== '' || role !== undefined || party !== undefined}
        />
      )}
      <p className="small muted people-foot">{t('ui.who-may')}</p>
      <p className="small people-foot no-print">
        <Link to="/account">{t('ui.sessions')}</Link>
      </p>
      {chosen && <PersonDrawer key={chosen.id} person={chosen} mayInvite={mayInvite} close={close} tell={setMessage} hand={setHanded} />}
      {address.invite !== undefined && mayInvite && (
        <InviteDrawer
          office={address.invite === 'office' && can(session, 'people:appoint')}
          close={close}
          done={(next) => {
            setHanded(next);
            change({ invite: '', person: next.personId });
          }}
        />
      )}
    </>
  );
}
