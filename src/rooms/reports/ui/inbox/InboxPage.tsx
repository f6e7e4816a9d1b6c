import './inbox.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { readerKeys, useKeysState } from '../worker/reader-keys.ts';
import { isRefused } from '../worker/still-reader.ts';
import { DangerBand } from './DangerBand.tsx';
import { type Desk, deskKeysQuery, desksQuery, type InboxItem, inboxQuery, listOf, type Show } from './inbox-data.ts';
import { KeysBand } from './KeysBand.tsx';
import { translateInbox } from './texts.ts';
import { useOpenedReports } from './use-opened.ts';

// It is not what a reader looks for first.
const ShiftNote = later(() => import('../shift-notes/ShiftNote.tsx').then((file) => file.ShiftNote));
// Loaded once there is a row to show.
const Interpreting = later(() => import('./sections/interpreting/Interpreting.tsx').then((file) => file.Interpreting));
const InboxTable = later(() => import('./InboxTable.tsx').then((file) => file.InboxTable));

// Loaded once reports are opened.
const ListCounts = later(() => import('./sections/counts/ListCounts.tsx').then((file) => file.ListCounts), null);

// Loaded once several reports are to be ticked.
const Several = later(() => import('./several/Several.tsx').then((file) => file.Several));

type Ticked = ReadonlyMap<string, InboxItem>;
const SHOWS: readonly Show[] = ['open', 'due', 'mine', 'closed'];

/** The reports of a channel that its reader can open: what the server knows of them, and next to it what only this browser can read. */
export default function InboxPage() {
  const t = useTranslations(translateInbox);
  const locale = useLocale();
  const desks = useQuery(desksQuery);
  const search = useSearch({ strict: false }) as { channel?: string };
  const navigate = useNavigate();
  const desk = desks.data?.desks.find(({ channelId }) => channelId === search.channel) ?? desks.data?.desks[0];
  const isInterpreter = desk?.function === 'interpreter';
  return (
    <>
      <PageHead
        title={t('title')}
        meta={
          desk &&
          t(isInterpreter ? 'meta.interpreter' : 'meta', { channel: desk.name[locale] ?? desk.slug, n: desk.number, nation: desk.nation })
        }
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          desk &&
          !isInterpreter && (
            <>
              <Link className="button" to="/reports/enter" search={{ channel: desk.channelId }}>
                {t('enter')}
              </Link>
              <a className={buttonClass('plain')} href="/desk/watch" target="_blank" rel="noopener">
                {t('watch')}
              </a>
            </>
          )
        }
      />
      {desks.error && <ProblemNote error={desks.error} retry={() => void desks.refetch()} />}
      {desks.isPending && <Skeleton rows={5} />}
      {desks.data?.desks.length === 0 && <Empty>{t('no-desk')}</Empty>}
      {desk && desks.data!.desks.length > 1 && (
        <div className="no-print">
          <SelectField
            id="channel"
            label={t('channel')}
            value={desk.channelId}
            onChange={(event) => void navigate({ to: '/reports', search: { channel: event.target.value } })}
          >
            {desks.data!.desks.map(({ channelId, name, slug }) => (
              <option key={channelId} value={channelId}>
                {name[locale] ?? slug}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      {desk &&
        (isInterpreter ? <Interpreting key={desk.channelId} channelId={desk.channelId} /> : <InboxOf key={desk.channelId} desk={desk} />)}
    </>
  );
}

function InboxOf({ desk: { channelId, number, listed } }: { desk: Desk }) {
  const t = useTranslations(translateInbox);
  const search = useSearch({ strict: false }) as { show?: string };
  const navigate = useNavigate();
  const show = SHOWS.find((one) => one === search.show) ?? 'open';
  const isOpen = useKeysState()?.channel === channelId;
  const keys = useQuery(deskKeysQuery(channelId)).data;
  const own = useMemo(() => keys && { number: keys.number, list: listOf(keys) }, [keys]);
  const list = useInfiniteQuery(inboxQuery(channelId, show, isOpen));
  const isRemoved = isRefused(list.error);
  useEffect(() => {
    if (isRemoved && readerKeys.state?.channel === channelId) readerKeys.lock();
  }, [isRemoved, channelId]);
  // As they were when they were ticked: an act on several leaves what changed since.
  const [chosen, setChosen] = useState<Ticked | null>(null);
  const pages = list.data?.pages ?? [];
  const danger = pages[0]?.danger ?? [];
  const items = pages.flatMap((page) => page.items);
  const opened = useOpenedReports(channelId, [...danger, ...items.filter(({ id }) => !danger.some((one) => one.id === id))]);
  // Nothing that was read before stays on the page.
  if (isRemoved) return <p className="note">{t('removed')}</p>;
  return (
    <>
      {/* First, and above what is loaded later: a button that moves is missed. */}
      {danger.map((item) => (
        <DangerBand key={item.id} item={item} />
      ))}
      <KeysBand channelId={channelId} />
      <ShiftNote channelId={channelId} canLeave={listed} own={own} />
      {!listed && <p className="note">{t('not-listed')}</p>}
      <fieldset className="inbox-shows no-print">
        <legend className="out-of-sight">{t('show')}</legend>
        {SHOWS.map((one) => (
          <Button
            key={one}
            aria-pressed={one === show}
            onClick={() => {
              setChosen(null);
              void navigate({ to: '/reports', search: { channel: channelId, ...(one !== 'open' && { show: one }) } });
            }}
          >
            {t(`show.${one}`)}
          </Button>
        ))}
      </fieldset>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={5} />}
      {list.data && items.length === 0 && <Empty>{t(`empty.${show}`)}</Empty>}
      {isOpen && chosen === null && items.length > 0 && (
        <p className="no-print">
          <Button kind="quiet" onClick={() => setChosen(new Map())}>
            {t(show === 'closed' ? 'several.reopen' : 'several.close')}
          </Button>
        </p>
      )}
      {chosen && (
        <Several
          channelId={channelId}
          list={isOpen ? (own?.list ?? null) : null}
          action={show === 'closed' ? 'reopen' : 'close'}
          chosen={chosen}
          choose={(ticked) => setChosen(new Map(ticked.map((one) => [one.id, one])))}
          loadAll={async () => {
            let read: Pick<typeof list, 'data' | 'hasNextPage'> = list;
            while (read.hasNextPage) read = await list.fetchNextPage();
            return read.data?.pages.flatMap((page) => page.items) ?? [];
          }}
          close={() => setChosen(null)}
        />
      )}
      {items.length > 0 && (
        <InboxTable
          items={items}
          opened={opened}
          isOpen={isOpen}
          number={number}
          hasMore={list.hasNextPage}
          select={
            chosen && {
              chosen,
              tick: (item) =>
                setChosen(new Map(chosen.has(item.id) ? [...chosen].filter(([id]) => id !== item.id) : [...chosen, [item.id, item]])),
              label: (day) => t('several.tick', { day }),
            }
          }
        />
      )}
      {list.hasNextPage && (
        <p className="no-print">
          <Button waiting={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
      <p className="small muted">{t('only-yours')}</p>
      {isOpen && opened.size > 0 && <ListCounts items={items} opened={opened} hasMore={list.hasNextPage} />}
    </>
  );
}
