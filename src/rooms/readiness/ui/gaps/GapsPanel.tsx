import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf } from '#kernel/dates.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { classesQuery } from '#rooms/learning/ui/classes-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { type Column, DataTable } from '#web/kit/DataTable.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Board } from '../../board/board.schema.ts';
import type { Gap } from '../../gaps/gap.schema.ts';
import { AskDrawer } from './AskDrawer.tsx';
import { BookSeatsDrawer } from './BookSeatsDrawer.tsx';
import { gapsQuery } from './gaps-data.ts';
import { SendSlipsDrawer } from './SendSlipsDrawer.tsx';
import { translateGaps } from './texts.ts';
import { classesFor } from './ways.rules.ts';

type Action = 'send' | 'book' | 'ask';

/**
 * What is missing, by module and cause, with the shortest way to fix it. Training officers of the party send access slips from here, they and its commanders
 * book seats, and others copy a request.
 */
export function GapsPanel({
  board,
  chosen,
  choose,
}: {
  board: Pick<Board, 'scope' | 'day' | 'modules'>;
  /** What the open drawer is about: one gap to send slips or book seats for, or all gaps of a party to ask about. */
  chosen: readonly Gap[] | undefined;
  choose: (gaps: readonly Gap[] | undefined) => void;
}) {
  const t = useTranslations(translateGaps);
  const locale = useLocale();
  const session = useSession();
  const list = useQuery(gapsQuery(board.scope.id, board.day));
  const classes = useQuery({ ...classesQuery, enabled: can(session, 'training:see-classes') });
  const [doing, setDoing] = useState<Action>();
  const openDrawer = (some: readonly Gap[], to: Action) => {
    setDoing(to);
    choose(some);
  };
  const close = () => choose(undefined);
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data || list.data.gaps.length === 0) return null;
  const { gaps } = list.data;
  const module = (id: string) => board.modules.find((one) => one.id === id);
  const nameOf = (gap: Gap) => module(gap.module)?.title[locale] ?? gap.module;
  const teaches = (gap: Gap) => can(session, 'training:teach', gap.partyId);
  const open = (gap: Gap) => classesFor(classes.data?.classes ?? [], gap, dayOf(new Date()));
  const books = (gap: Gap) => can(session, 'training:book-seats', gap.partyId) && open(gap).length > 0;
  const actionsOf = (gap: Gap): Action[] => [...(teaches(gap) ? ['send' as const] : []), ...(books(gap) ? ['book' as const] : [])];
  const parties = Map.groupBy(gaps, ({ partyId }) => partyId);
  const [first] = chosen ?? [];
  const sending: Column<Gap> = {
    key: 'action',
    head: <span className="out-of-sight">{t('action')}</span>,
    name: t('action'),
    cell: (gap) =>
      gap.persons === gap.withSlip ? (
        <span className="muted">{t('all-sent')}</span>
      ) : (
        <span className="gap-actions">
          {actionsOf(gap).map((one) => (
            <Button key={one} kind="quiet" className="no-print" onClick={() => openDrawer([gap], one)}>
              {t(one, { n: gap.persons - gap.withSlip })} <span className="out-of-sight">{nameOf(gap)}</span>
            </Button>
          ))}
        </span>
      ),
  };
  const headOf = (some: readonly Gap[]) => {
    const missing = some.reduce((sum, gap) => sum + gap.persons - gap.withSlip, 0);
    const asks = !teaches(some[0]!) && missing > 0;
    if (parties.size === 1 && !asks) return undefined;
    return (
      <span className="gap-party">
        {some[0]!.party[locale]}{' '}
        {asks && (
          <Button kind="quiet" className="no-print" onClick={() => openDrawer(some, 'ask')}>
            {t('ask', { n: missing })} <span className="out-of-sight">{some[0]!.party[locale]}</span>
          </Button>
        )}
      </span>
    );
  };
  return (
    <Section title={t('title', { day: formatDay(locale, board.day).replaceAll(' ', '\u00a0') })} side={t('meta')}>
      <DataTable<Gap>
        caption={t('title', { day: formatDay(locale, board.day) })}
        columns={[
          {
            key: 'what',
            head: t('what'),
            cell: (gap) => t('gap', { module: nameOf(gap), cause: t(`cause.${gap.cause}`) }),
          },
          { key: 'persons', head: t('persons'), number: true, cell: (gap) => gap.persons },
          {
            key: 'way',
            head: t('way'),
            cell: (gap) => (
              <Remedy gap={gap} minutes={module(gap.module)?.minutes ?? 0} open={actionsOf(gap).length > 0 ? open(gap)[0] : undefined} />
            ),
          },
          { key: 'left', head: t('left'), number: true, cell: (gap) => gap.persons - gap.withSlip },
          ...(gaps.some((gap) => actionsOf(gap).length > 0) ? [sending] : []),
        ]}
        groups={[...parties].map(([key, rows]) => ({ key, rows, head: headOf(rows) }))}
        rowKey={keyOf}
        chosen={chosen?.length === 1 ? keyOf(chosen[0]!) : undefined}
        empty={null}
      />
      {chosen && first && doing === 'send' && (
        <SendSlipsDrawer key={keyOf(first)} board={board} gap={first} left={leftOf(gaps, first)} classes={open(first)} close={close} />
      )}
      {first && doing === 'book' && (
        <BookSeatsDrawer key={keyOf(first)} gap={first} module={nameOf(first)} classes={open(first)} close={close} />
      )}
      {chosen && first && doing === 'ask' && <AskDrawer key={first.partyId} board={board} gaps={chosen} close={close} />}
    </Section>
  );
}

const keyOf = ({ partyId, module, cause }: Gap) => `${partyId} ${module} ${cause}`;

/** How many people of a gap still have no slip, as the page now knows it. */
function leftOf(gaps: readonly Gap[], gap: Gap): number {
  const now = gaps.find((one) => keyOf(one) === keyOf(gap));
  return now ? now.persons - now.withSlip : 0;
}

/** What a person of the gap has to do, and the open class that takes them. */
function Remedy({ gap, minutes, open }: { gap: Gap; minutes: number; open: { id: string; title: string; endsOn: string } | undefined }) {
  const t = useTranslations(translateGaps);
  const locale = useLocale();
  return (
    <>
      {gap.cause === 'unsigned' ? t('way.signature') : t('way.minutes', { minutes })}
      {open && (
        <small className="readiness-party muted">
          {t('way.class')}{' '}
          <Link to="/training/classes/$classId" params={{ classId: open.id }}>
            {open.title}
          </Link>
          , <span className="nowrap">{t('way.until', { day: formatDay(locale, open.endsOn) })}</span>
        </small>
      )}
    </>
  );
}
