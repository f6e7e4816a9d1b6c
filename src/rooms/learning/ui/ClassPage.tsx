import './classes.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ButtonOf, offers } from '#kernel/machine.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { CLASS_MACHINE } from '../classes/class.rules.ts';
import type { ClassView } from '../classes/class.schema.ts';
import { CloseClassForm } from './CloseClassForm.tsx';
import { classQuery, useClassWrite } from './classes-data.ts';
import { MoveEndForm } from './MoveEndForm.tsx';
import { Bookings } from './seats/Bookings.tsx';
import { BookSeatsForm } from './seats/BookSeatsForm.tsx';
import { SeatsForm } from './seats/SeatsForm.tsx';
import { AccessSlipsForm } from './slips/AccessSlipsForm.tsx';
import { NewAccessSlips } from './slips/NewAccessSlips.tsx';
import { SlipOutcomeNotes } from './slips/SlipOutcomeNotes.tsx';
import { addSlips, NO_SLIPS } from './slips/slip-outcome.rules.ts';
import { translateLearningDesk } from './texts.ts';

type Person = ClassView['people'][number];

/** A class: its code, its people, their progress, and what an instructor can do for them. */
export default function ClassPage() {
  const t = useTranslations(translateLearningDesk);
  const locale = useLocale();
  const { classId } = useParams({ from: '/shell/training/classes/$classId' });
  const { data: view, error, isPending, refetch } = useQuery(classQuery(classId));
  const [outcome, setOutcome] = useState(NO_SLIPS);
  // Only one form is open at a time, so that it is clear which one is sent.
  const [doing, setDoing] = useState<ButtonOf<typeof CLASS_MACHINE>>();
  const close = () => setDoing(undefined);
  const sort = useSort<Person>({ number: ({ number }) => number, in: ({ lastIn }) => lastIn });
  const renew = useClassWrite(
    (accessSlipId: string, key) => send('POST /training/classes/:classId/access-slips/:accessSlipId/pin', { classId, accessSlipId }, key),
    (slip) => setOutcome((before) => addSlips(before, [slip.number], { accessSlips: [slip], had: [] })),
  );
  const reset = useClassWrite((of: { traineeId: string; moduleId: string }, key) =>
    send('POST /training/classes/:classId/tries/:traineeId/:moduleId', { classId, ...of }, key),
  );
  if (isPending) return <Skeleton rows={6} />;
  if (view === undefined) return <ProblemNote error={error} retry={() => void refetch()} />;
  const failed = renew.error ?? reset.error;
  const done = view.people.filter(({ modules }) => modules.every(({ state }) => state === 'done')).length;
  return (
    <>
      <PageHead
        title={view.title}
        path={<Link to="/training/classes">{t('classes.title')}</Link>}
        meta={view.party[locale]}
        help={[t('class.help.1'), t('class.help.2'), t('class.help.3'), t('class.help.4')]}
        actions={
          view.actions.length > 0 && (
            <Actions
              offered={view.actions}
              label={(action: ButtonOf<typeof CLASS_MACHINE>) => t(`action.${action}`)}
              waiting={false}
              run={(action: ButtonOf<typeof CLASS_MACHINE>) => setDoing(action)}
            >
              {view.teaches && (
                <Link to="/training/classes/$classId/paper" params={{ classId }} className={buttonClass()}>
                  {t('class.paper')}
                </Link>
              )}
            </Actions>
          )
        }
      />
      <KeyValues
        across
        items={[
          { key: 'code', name: t('class.code'), value: <b className="class-code">{`${view.code.slice(0, 4)}-${view.code.slice(4)}`}</b> },
          {
            key: 'days',
            name: t('classes.column.days'),
            value: (
              <>
                <DateText date={view.startsOn} /> – <DateText date={view.endsOn} />
              </>
            ),
          },
          {
            key: 'seats',
            name: t('seats.title'),
            value: view.seats === null ? t('seats.no-limit') : t('seats.taken', { taken: view.taken, seats: view.seats }),
          },
          ...(view.teaches ? [{ key: 'done', name: t('class.done'), value: t('class.done-of', { done, of: view.people.length }) }] : []),
          ...(view.closedAt === null ? [] : [{ key: 'state', name: t('class.state'), value: t('classes.closed') }]),
        ]}
      />
      {doing === 'make-access-slips' && (
        <AccessSlipsForm
          classId={classId}
          close={close}
          onMade={(numbers, answer) => setOutcome((before) => addSlips(before, numbers, answer))}
        />
      )}
      {doing === 'close' && offers(view.actions, 'close') && <CloseClassForm view={view} close={close} />}
      {doing === 'move-end' && <MoveEndForm view={view} close={close} />}
      {doing === 'set-seats' && <SeatsForm view={view} close={close} />}
      {doing === 'book-seats' && (
        <div className="panel">
          <BookSeatsForm classId={classId} close={close} />
        </div>
      )}
      {view.bookings.length > 0 && <Bookings view={view} />}
      {outcome.slips.length > 0 && <NewAccessSlips classId={classId} code={view.code} accessSlips={outcome.slips} />}
      <SlipOutcomeNotes outcome={outcome} />
      {failed && <ProblemNote error={failed} />}
      {view.teaches ? (
        <DataTable
          caption={t('class.people')}
          sort={sort}
          columns={[
            { key: 'number', head: t('class.number'), cell: (row: Person) => row.number },
            ...view.titles.map((module) => ({
              key: module.id,
              head: module[locale],
              cell: (row: Person) => {
                const progress = row.modules.find(({ moduleId }) => moduleId === module.id);
                if (progress === undefined) return null;
                const { state, lessonsDone, lessons, triesLeft, score, elsewhere, earlier } = progress;
                const words = elsewhere && (state === 'to-sign' || state === 'done') ? (`elsewhere.${state}` as const) : state;
                return (
                  <>
                    {t(`state.${words}`, { done: lessonsDone, of: lessons, tries: triesLeft, score: score ?? 0 })}
                    {earlier && (
                      <p className="muted small">
                        {t(earlier.passed ? 'earlier.passed' : 'earlier.failed', { version: earlier.version, score: earlier.score })}
                      </p>
                    )}{' '}
                    {state === 'no-tries-left' && offers(view.actions, 'reset-tries') && (
                      <Button
                        kind="quiet"
                        onClick={() => reset.mutate({ traineeId: row.traineeId, moduleId: module.id })}
                        waiting={reset.isPending}
                      >
                        {t('class.reset')} <span className="out-of-sight">{row.number}</span>
                      </Button>
                    )}
                  </>
                );
              },
            })),
            {
              key: 'in',
              head: t('class.last-in'),
              cell: (row: Person) => (row.lastIn ? <DateText date={row.lastIn} time /> : <span className="muted">{t('class.never')}</span>),
            },
            {
              key: 'pin',
              head: t('class.access-slip'),
              cell: (row: Person) =>
                offers(view.actions, 'renew-pin') && (
                  <Button kind="quiet" onClick={() => renew.mutate(row.accessSlipId)} waiting={renew.isPending}>
                    {t('class.new-pin')} <span className="out-of-sight">{row.number}</span>
                  </Button>
                ),
            },
          ]}
          groups={[{ key: 'all', rows: view.people }]}
          rowKey={(row) => row.accessSlipId}
          empty={<p>{t('class.empty')}</p>}
        />
      ) : (
        <p className="muted">{t('class.led', { count: view.learners })}</p>
      )}
    </>
  );
}
