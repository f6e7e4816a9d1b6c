import '../board/readiness.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Gap } from '../../gaps/gap.schema.ts';
import type { ReadinessHome as Data } from '../../home/readiness-home.schema.ts';
import { Forecast } from '../board/Forecast.tsx';
import { boardQuery } from '../board/readiness-data.ts';
import { UnitTable } from '../board/UnitTable.tsx';
import { GapsPanel } from '../gaps/GapsPanel.tsx';
import { ScopeFields } from '../scope/ScopeFields.tsx';
import { ClassesNow } from './ClassesNow.tsx';
import { RosterRequests } from './RosterRequests.tsx';
import { Shares } from './Shares.tsx';
import { translateReadinessHome } from './texts.ts';

/** Who may not deploy on Thursday, and the shortest way to fix it: the figures and acts of the board, for the day and the scope in the address. */
export default function ReadinessHome({ data }: { data: Data }) {
  const t = useTranslations(translateReadinessHome);
  const locale = useLocale();
  const [{ scope, day = data.day }, change] = useAddress();
  const [gaps, chooseGaps] = useState<readonly Gap[]>();
  const scopes = data.scopes.filter(({ hasRoster }) => hasRoster);
  const keeps = can(useSession(), 'training:manage-roster');
  const mine = scopes.find(({ id }) => id === scope) ?? scopes[0];
  const board = useQuery({ ...boardQuery(mine?.id ?? '', day), enabled: mine !== undefined });
  if (mine === undefined)
    return (
      <Section title={t('home.title', { day: dayIn(locale, day) })}>
        <Empty>
          <p>{t(keeps ? 'home.no-roster' : 'home.no-roster-led')}</p>
          {keeps ? (
            <p>
              <Link to="/rosters">{t('home.rosters')}</Link>
            </p>
          ) : (
            <RosterRequests scopes={data.scopes} />
          )}
        </Empty>
      </Section>
    );
  return (
    <>
      <Section title={t('home.title', { day: dayIn(locale, day) })} side={mine.name[locale]}>
        <ScopeFields scopes={scopes} scopeId={mine.id} day={day} change={change} />
        {board.error && <ProblemNote error={board.error} retry={() => void board.refetch()} />}
        {board.isPending && <Skeleton rows={6} />}
        {board.data && (
          <div className="readiness-head">
            <div>
              <p className="readiness-big">
                <b>{t('head.count', { n: board.data.persons - board.data.ready, of: board.data.persons })}</b>{' '}
                {t('head.words', { day: dayIn(locale, board.data.day) })}
              </p>
              <p className="no-print">
                <Link to="/readiness" search={{ scope: mine.id, day: board.data.day }}>
                  {t('home.board')}
                </Link>
              </p>
            </div>
            <Shares board={board.data} />
          </div>
        )}
      </Section>
      {board.data && board.data.persons > 0 && (
        <>
          <GapsPanel board={board.data} chosen={gaps} choose={chooseGaps} />
          <UnitTable board={board.data} />
          <Forecast board={board.data} />
        </>
      )}
      <ClassesNow />
    </>
  );
}

/** A day with its weekday, as people plan: Thursday 3 Dec 2026. It never breaks in two. */
function dayIn(locale: Locale, day: string): string {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  return `${weekday} ${formatDay(locale, day)}`.replaceAll(' ', '\u00a0');
}
