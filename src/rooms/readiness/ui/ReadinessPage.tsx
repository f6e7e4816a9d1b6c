import './board/readiness.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useAddress } from '#web/client/address.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { Board } from '../board/board.schema.ts';
import type { Gap } from '../gaps/gap.schema.ts';
import { boardQuery, scopesQuery } from './board/readiness-data.ts';
import { ScopeFields } from './scope/ScopeFields.tsx';
import { translateReadinessDesk } from './texts.ts';

const HandOverPanel = later(() => import('./board/board-rest.ts').then((file) => file.HandOverPanel), null);
const KnowledgePanel = later(() => import('./board/board-rest.ts').then((file) => file.KnowledgePanel), null);
const PlaceholdersPanel = later(() => import('./board/board-rest.ts').then((file) => file.PlaceholdersPanel), null);
const GapsPanel = later(() => import('./gaps/GapsPanel.tsx').then((file) => file.GapsPanel), null);
const PrintBoardButton = later(() => import('./board/board-rest.ts').then((file) => file.PrintBoardButton), null);
const Forecast = later(() => import('./board/board-rest.ts').then((file) => file.Forecast), null);
const PeopleTable = later(() => import('./board/PeopleTable.tsx').then((file) => file.PeopleTable));
const UnitTable = later(() => import('./board/board-rest.ts').then((file) => file.UnitTable));
const PartyCounts = later(() => import('./counts/PartyCounts.tsx').then((file) => file.PartyCounts), null);
const RecordReadinessButton = later(() => import('./board/board-rest.ts').then((file) => file.RecordReadinessButton), null);
const StrengthPanel = later(() => import('./board/board-rest.ts').then((file) => file.StrengthPanel), null);
const BoardFoot = later(() => import('./board/board-rest.ts').then((file) => file.BoardFoot), null);

/** Who may not deploy on a day: counts by unit, what is missing, what ends in the following weeks, and the people concerned by number. */
export default function ReadinessPage() {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const [{ scope, day = '' }, change] = useAddress();
  const trains = can(useSession(), 'training:see');
  const counts = can(useSession(), 'training:compare');
  const [gap, chooseGap] = useState<readonly Gap[]>();
  const names = useState<ReadonlyMap<string, string>>(new Map());
  const scopes = useQuery({ ...scopesQuery, enabled: trains });
  const scopeId = scope ?? scopes.data?.scopes[0]?.id ?? '';
  const board = useQuery(boardQuery(scopeId, day));
  const mine = scopes.data?.scopes.find(({ id }) => id === scopeId);
  return (
    <>
      <PageHead
        title={mine ? t('title-of', { party: mine.name[locale] }) : t('title')}
        meta={t('meta')}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          <>
            {mine?.keeps && board.data && board.data.persons > 0 && <RecordReadinessButton partyId={mine.id} />}
            {board.data && board.data.persons > 0 && (
              <FileLink
                className={buttonClass()}
                href={fileAddress('/readiness/:scopeId/board.xlsx', { scopeId: board.data.scope.id, lang: locale, day: board.data.day })}
              >
                {t('workbook')}
              </FileLink>
            )}
            {board.data ? (
              <PrintBoardButton board={board.data} />
            ) : (
              <Button onClick={() => window.print()}>
                <Icon name="print" /> {t('print')}
              </Button>
            )}
          </>
        }
      />
      {scopes.error && <ProblemNote error={scopes.error} retry={() => void scopes.refetch()} />}
      {scopes.data && scopes.data.scopes.length > 0 && (
        <ScopeFields scopes={scopes.data.scopes} scopeId={scopeId} day={day || (board.data?.day ?? '')} change={change} />
      )}
      {counts && <PartyCounts day={day} />}
      {board.error && <ProblemNote error={board.error} retry={() => void board.refetch()} />}
      {board.isPending && scopeId !== '' && <Skeleton rows={8} />}
      {board.data &&
        (board.data.persons === 0 ? (
          <Empty>
            <p>{t('empty')}</p>
          </Empty>
        ) : (
          <>
            <Head board={board.data} />
            <div className="readiness-board">
              <div className="readiness-columns">
                <div>
                  <GapsPanel board={board.data} chosen={gap} choose={chooseGap} />
                  <UnitTable board={board.data} />
                  <PeopleTable
                    board={board.data}
                    only="unready"
                    leads={mine?.leads ?? false}
                    keeps={mine?.keeps ?? false}
                    names={names}
                    beside={{ open: gap !== undefined, close: () => chooseGap(undefined) }}
                  />
                  <KnowledgePanel board={board.data} />
                </div>
                <div>
                  <StrengthPanel board={board.data} />
                  <Forecast board={board.data} />
                  <PlaceholdersPanel scopeId={board.data.scope.id} />
                  <HandOverPanel board={board.data} keeps={mine?.keeps ?? false} />
                </div>
              </div>
            </div>
            <BoardFoot board={board.data} />
          </>
        ))}
    </>
  );
}

function Head({ board }: { board: Board }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${board.day}T00:00:00Z`));
  return (
    <div className="readiness-head">
      <p className="readiness-big">
        <b>{t('head.count', { n: board.persons - board.ready, of: board.persons })}</b>{' '}
        {t('head.words', { day: `${weekday} ${formatDay(locale, board.day)}` })}
      </p>
      <ul>
        {board.missing.slice(0, 4).map(({ module, persons }) => {
          const known = board.modules.find((one) => one.id === module);
          return (
            <li key={module}>
              <b>{persons}</b> {t('head.need', { module: known?.title[locale] ?? module })}
              <small className="muted">{t('head.minutes', { minutes: known?.minutes ?? 0 })}</small>
            </li>
          );
        })}
        {board.inTime > 0 && (
          <li>
            <b>{board.inTime}</b> {t('head.in-time')}
          </li>
        )}
      </ul>
    </div>
  );
}
