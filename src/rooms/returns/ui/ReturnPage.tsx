import { offers } from '#kernel/machine.ts';
import './returns.css';
import { useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useAddress } from '#web/client/address.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { ProgressBar } from '#web/kit/ProgressBar.tsx';
import type { ReturnView } from '../return.schema.ts';
import { useAskBeforeLeaving } from './ask-before-leaving.ts';
import { ReturnSide } from './ReturnSide.tsx';
import { neighboursOf, sectionsWithProgress, wholeProgress } from './return-words.ts';
import { returnQuery } from './returns-data.ts';
import { SectionNav } from './SectionNav.tsx';
import { translateReturns } from './texts.ts';

const LabelPanel = later(() => import('#rooms/parties/ui/LabelPanel.tsx').then((file) => file.LabelPanel));
const SectionPlace = later(() => import('./SectionPlace.tsx').then((file) => file.SectionPlace));
const ElsewherePlace = later(() => import('./ElsewherePlace.tsx').then((file) => file.ElsewherePlace));
const FormPlace = later(() => import('./form/FormPlace.tsx').then((file) => file.FormPlace));
const VersionPlace = later(() => import('./version/VersionPlace.tsx').then((file) => file.VersionPlace));

/** One return. Its party answers; headquarters and reviewers read submitted versions. */
export default function ReturnPage() {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const { returnId = '' } = useParams({ strict: false });
  const [failed, setFailed] = useState(false);
  const { data: view, error, refetch } = useQuery(returnQuery(returnId));
  const session = useSession();
  const queries = useQueryClient();
  useAskBeforeLeaving();
  const signs = view !== undefined && can(session, 'returns:sign', view.party.id);
  // The due date of the reader's next step, or that of the return.
  const day = view && (view.turn?.due ?? view.due);
  // After submission the party has no due date.
  const isDone = view && view.turn === null && (view.state === 'submitted' || view.state === 'accepted');
  const due = view && (isDone ? '' : day == null ? t('page.no-day') : t('page.due', { day: formatDay(locale, day) }));
  return (
    <>
      <PageHead
        title={view ? t('page.title', { period: view.period, party: view.party.name[locale] }) : t('page.one')}
        path={<Link to="/returns">{t('list.title')}</Link>}
        meta={view ? `${t(`state.${view.state}`)}. ${due}${view.turn?.late ? ` ${t('turn.late')}` : ''}` : '\u00a0'}
        help={[t('page.help.1'), t('page.help.2'), t('page.help.3'), t('page.help.4'), t('page.help.5')]}
        actions={view && offers(view.actions, 'answer') && <Saved view={view} failed={failed} />}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !view && <Skeleton rows={12} />}
      {view && (
        <LabelPanel
          of={{ ...view, partyId: view.party.id }}
          change={(wanted, key) => send('PUT /returns/:returnId/label', { returnId: view.id, ...wanted }, key)}
          release={(wanted, key) => send('POST /returns/:returnId/label-release', { returnId: view.id, ...wanted }, key)}
          mayChange={signs}
          mayRelease={signs}
          changed={() => queries.invalidateQueries({ queryKey: ['returns'] })}
        />
      )}
      {view && <ReturnBody view={view} onFail={setFailed} />}
    </>
  );
}

function ReturnBody({ view, onFail }: { view: ReturnView; onFail: (failed: boolean) => void }) {
  const t = useTranslations(translateReturns);
  const [search] = useAddress();
  const parts = sectionsWithProgress(view.sections, view.answers ?? []);
  const whole = wholeProgress(parts);
  const begun = (view.answers?.length ?? 0) > 0;
  const version = /^version-(\d+)$/.exec(search.view ?? '')?.[1];
  // Default: the first page with an open question, or the submitted version for readers who cannot answer.
  const [start] = useState(() => {
    const first = parts.find(({ progress, section }) => section.yours && progress.left > 0);
    return { section: first?.section.id, page: first?.pages.find(({ progress }) => progress.left > 0)?.number };
  });
  const shown = version ?? (search.view === undefined && !begun && view.submittedVersion > 0 ? String(view.submittedVersion) : undefined);
  const aside =
    begun && offers(view.actions, 'answer') && (search.view === 'elsewhere' || search.view === 'form') ? search.view : undefined;
  const part =
    begun && aside === undefined ? (parts.find(({ section }) => section.id === (search.view ?? start.section)) ?? parts[0]) : undefined;
  const number = search.view === undefined ? (start.page ?? 1) : Number(search.page ?? 1);
  const page = part && (part.pages.find((one) => one.number === number) ?? part.pages[0]);
  const { asked, stillTrue, changed, notKnown, elsewhere, left } = whole;
  return (
    <>
      {begun && (
        <div className="return-progress">
          <ProgressBar
            first={stillTrue}
            second={changed + notKnown + elsewhere}
            rest={left}
            words={t('progress', { done: asked - left, asked, stillTrue, changed, notKnown, elsewhere, left })}
          />
        </div>
      )}
      <div className={begun || view.versions.length > 0 ? 'return-columns' : 'return-columns is-bare'}>
        <SectionNav
          view={view}
          parts={begun ? parts : []}
          chosen={shown ? `version-${shown}` : (aside ?? part?.section.id)}
          page={page?.number}
        />
        <div className="return-main">
          {shown !== undefined && <VersionPlace view={view} number={Number(shown)} />}
          {aside === 'elsewhere' && <ElsewherePlace view={view} />}
          {aside === 'form' && <FormPlace view={view} />}
          {shown === undefined && part && page && (
            <SectionPlace
              key={`${part.section.id} ${page.number}`}
              view={view}
              part={part}
              page={page}
              near={neighboursOf(parts, { part, page })}
              onFail={onFail}
            />
          )}
          {shown === undefined && !part && !aside && <p className="muted">{t(view.isOwn ? 'page.not-begun' : 'page.nothing-yet')}</p>}
        </div>
        <ReturnSide view={view} left={left} />
      </div>
    </>
  );
}

/** Shows when the last answer was stored, or that one was not. */
function Saved({ view, failed }: { view: ReturnView; failed: boolean }) {
  const t = useTranslations(translateReturns);
  const trials = useMutationState({ filters: { status: 'pending' }, select: ({ state }) => state.failureCount });
  const waits = trials.some((failures) => failures > 0);
  const saving = trials.length > 0 && !waits;
  const at = (view.answers ?? []).reduce<string>((last, row) => (row.at !== null && row.at > last ? row.at : last), '');
  const words = saving
    ? t('saved.now')
    : failed || waits
      ? t('saved.not')
      : at === ''
        ? t('saved.never')
        : t('saved.at', { time: at.slice(11, 16) });
  return (
    <span className={(failed || waits) && !saving ? 'return-saved is-failed' : 'return-saved'} role="status">
      {!saving && !failed && !waits && at !== '' && <Icon name="tick" size={14} />}
      {words}
    </span>
  );
}
