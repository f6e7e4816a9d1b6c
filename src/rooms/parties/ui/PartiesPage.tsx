import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Locale } from '#kernel/languages.ts';
import { PARTY_KINDS, type PartyKind } from '#kernel/party-kinds.ts';
import { useAddress } from '#web/client/address.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { FilterFind, FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Tabs } from '#web/kit/Tabs.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { PartyLine } from '../party-view.schema.ts';
import { PartiesTable } from './PartiesTable.tsx';
import { partiesQuery } from './parties-data.ts';
import { usePartyWords } from './party-words.ts';
import './parties.css';
import { later } from '#web/kit/later.tsx';

const PartyDrawer = later(() => import('./PartyDrawer.tsx').then((file) => file.PartyDrawer));
const RegisterDrawer = later(() => import('./RegisterDrawer.tsx').then((file) => file.RegisterDrawer));

/** The register: the parties, what each is today, and what it therefore owes. */
export default function PartiesPage() {
  const { t, locale } = usePartyWords();
  const session = useSession();
  const [address, change] = useAddress();
  const [message, setMessage] = useState('');
  const kind: PartyKind = PARTY_KINDS.find((one) => one === address.kind) ?? 'nation';
  const show = kind === 'nation' && address.show !== 'all' && !address.find ? 'today' : 'all';
  const find = useDeferredValue(address.find ?? '');
  const sort = useSort<PartyLine, 'name' | 'code'>({ name: 'name', code: 'code' }, 'name');
  const list = useInfiniteQuery({ ...partiesQuery(kind, find, inLanguage(sort.order, locale)), placeholderData: keepPreviousData });
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = show === 'all' ? lines : lines.filter((line) => ['ally', 'contributor', 'seen'].includes(line.partyStatus));
  const mayRegister = can(session, kind === 'contractor' ? 'parties:register-contractor' : 'parties:register');
  const close = () => change({ party: '', new: '' });
  return (
    <>
      <PageHead
        title={t('ui.title')}
        meta={t('ui.meta')}
        help={[t('ui.help-1'), t('ui.help-2'), t('ui.help-3'), t('ui.help-4')]}
        actions={mayRegister && <Button onClick={() => change({ party: '', new: '1' })}>{t(`ui.register.${kind}`)}</Button>}
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note parties-message'}>
        {message}
      </p>
      <Tabs
        name={t('ui.kinds')}
        items={PARTY_KINDS.map((one) => ({ to: '/parties', search: { kind: one }, text: t(`ui.kind.${one}`), on: one === kind }))}
      />
      <div className="parties-filters no-print">
        <FilterFind name={t('ui.find')} value={address.find ?? ''} onChange={(text) => change({ find: text })} />
        {kind === 'nation' && (
          <FilterSelect
            name={t('ui.show')}
            all={t('ui.show-today')}
            value={show === 'all' ? 'all' : undefined}
            options={[{ value: 'all', text: t('ui.show-all') }]}
            onChange={(value) => change({ show: value ?? '', find: '' })}
          />
        )}
        <span className="muted small" role="status">
          {list.isSuccess && t('ui.shown', { n: shown.length })}
        </span>
      </div>
      {list.isPending && <Skeleton rows={12} />}
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && <PartiesTable kind={kind} lines={shown} chosen={address.party} list={list} sort={sort} searched={find} />}
      {address.party && <PartyDrawer partyId={address.party} close={close} tell={setMessage} />}
      {address.new === '1' && mayRegister && (
        <RegisterDrawer
          key={kind}
          kind={kind}
          close={close}
          done={(partyId, name) => {
            setMessage(t('ui.registered', { name }));
            change({ new: '', party: partyId, find: '' });
          }}
        />
      )}
    </>
  );
}

// The list has an order of names for each language.
function inLanguage(order: 'name' | '-name' | 'code' | '-code' | undefined, locale: Locale) {
  return order === 'name' ? (`name-${locale}` as const) : order === '-name' ? (`-name-${locale}` as const) : order;
}
