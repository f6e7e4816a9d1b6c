import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CommentRule } from '#kernel/machine.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import type { Board, TraineeLine } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { type Names, nameOf } from './names.rules.ts';
import { peopleQuery, usePeopleOrder } from './readiness-data.ts';

const NamesField = later(() => import('./board-rest.ts').then((file) => file.NamesField), null);
const RecordsDrawer = later(() => import('./board-rest.ts').then((file) => file.RecordsDrawer), null);
const WaiveDrawer = later(() => import('./board-rest.ts').then((file) => file.WaiveDrawer), null);

type Need = TraineeLine['needs'][number];
// In these states a date would be that of an earlier pass.
const UNDATED: readonly Need['state'][] = ['required', 'enrolled', 'in-progress', 'passed'];
const LASTING = ['current', 'recognised', 'superseded'] as const;

/** People by number: what each lacks and the shortest way to it. Names come from a file that the browser reads and never sends. */
export function PeopleTable({
  board,
  only,
  number = '',
  leads,
  keeps,
  names,
  beside,
}: {
  board: Board;
  only: 'unready' | '';
  number?: string;
  leads: boolean;
  keeps: boolean;
  names: Names;
  /** A drawer of the page itself: only one is open at a time. */
  beside?: { open: boolean; close: () => void };
}) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const sort = useSort<TraineeLine, 'number'>({ number: 'number' }, 'number');
  const query = peopleQuery(board.scope.id, { day: board.day, only, number, sort: usePeopleOrder() });
  const list = useInfiniteQuery({ ...query, placeholderData: keepRows(query.queryKey) });
  const [looking, setLooking] = useState<TraineeLine>();
  const [waiving, setWaiving] = useState<{ person: TraineeLine; need: Need; rule: CommentRule | null }>();
  const open = (openDrawer: () => void) => {
    beside?.close();
    openDrawer();
  };
  const openWaiver = (person: TraineeLine, need: Need) => (rule: CommentRule | null) => open(() => setWaiving({ person, need, rule }));
  const module = (id: string) => board.modules.find((one) => one.id === id);
  const lessonTitle = (need: Need, id: string) =>
    `${id} ${module(need.module)?.lessons.find((one) => one.id === id)?.title[locale] ?? ''}`.trim();
  const short = (need: Need) => {
    if (need.state === 'passed') return t('people.signature');
    return need.missing.length > 0
      ? t('people.lessons', { lessons: need.missing.map((id) => lessonTitle(need, id)).join(', ') })
      : t('people.minutes', { minutes: module(need.take)?.minutes ?? 0 });
  };
  // Coverage that lasts as long as the person holds the position has no last day to show.
  const words = (need: Need) => {
    const lasting = need.until === null ? LASTING.find((state) => state === need.state) : undefined;
    return t(lasting ? `lasting.${lasting}` : `state.${need.state}`);
  };
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const title = only ? t('people.unready', { day: formatDay(locale, board.day) }) : t('people.all');
  return (
    <Section title={title} side={<NamesField board={board} names={names} />}>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={6} />}
      {list.data && (
        <DataTable<TraineeLine>
          caption={title}
          columns={[
            {
              key: 'number',
              head: t('people.number'),
              cell: (row) => (
                <>
                  <span className="tabular">{row.number}</span>
                  {nameOf(names[0], row) && <small className="readiness-party">{nameOf(names[0], row)}</small>}
                  {board.scope.kind !== 'operation' && (leads || keeps) && ' '}
                  {board.scope.kind !== 'operation' && (leads || keeps) && (
                    <Button kind="quiet" onClick={() => open(() => setLooking(row))}>
                      {t('records.open')} <span className="out-of-sight">{row.number}</span>
                    </Button>
                  )}
                </>
              ),
            },
            { key: 'unit', head: t('units.unit'), cell: (row) => row.unit ?? <span className="muted">{t('units.none')}</span> },
            { key: 'category', head: t('people.category'), cell: (row) => t(`category.${row.category}`) },
            {
              key: 'needs',
              head: only ? t('people.lacks') : t('people.needs'),
              cell: (row) => (
                <ul className="readiness-needs">
                  {row.needs
                    .filter((need) => !only || need.keepsBack)
                    .map((need) => (
                      <li key={need.module}>
                        <b>{module(need.take)?.title[locale] ?? need.take}</b> <span className="muted">{words(need)}</span>
                        {need.until && !UNDATED.includes(need.state) && (
                          <>
                            {' '}
                            <DateText date={need.until} />
                          </>
                        )}
                        {!need.covered && <span className="muted"> · {short(need)}</span>}
                        {!need.covered && need.dueOn && need.dueOn >= board.day && (
                          <span className="muted">
                            {' '}
                            · {t('people.due-by')} <DateText date={need.dueOn} />
                          </span>
                        )}
                        {need.waiver && (
                          <small className="readiness-party muted">
                            {t('people.waived', { by: need.waiver.by, reason: need.waiver.reason })}
                          </small>
                        )}
                        {row.partyId === board.scope.id && (
                          <Actions
                            isInRow
                            offered={[...need.actions, ...(need.waiver?.actions ?? [])]}
                            label={(action) => t(`action.${action}`)}
                            waiting={false}
                            run={() => {}}
                            opens={{ waive: openWaiver(row, need), 'end-waiver': openWaiver(row, need) }}
                          />
                        )}
                      </li>
                    ))}
                </ul>
              ),
            },
          ]}
          groups={[{ key: 'all', rows }]}
          rowKey={(row) => row.id}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(only ? 'people.nobody' : 'people.empty')}</p>}
        />
      )}
      {looking && !waiving && !beside?.open && <RecordsDrawer key={looking.id} person={looking} close={() => setLooking(undefined)} />}
      {waiving && !beside?.open && (
        <WaiveDrawer
          key={waiving.need.module}
          {...waiving}
          module={module(waiving.need.module)?.title[locale] ?? waiving.need.module}
          close={() => setWaiving(undefined)}
        />
      )}
    </Section>
  );
}
