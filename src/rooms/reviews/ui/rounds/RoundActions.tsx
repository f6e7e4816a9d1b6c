import type { z } from 'zod';
import { type ButtonOf, offers } from '#kernel/machine.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { useAddress } from '#web/client/address.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ROUND_MACHINE } from '../../rounds/round.rules.ts';
import type { RoundPageView } from '../../views/round-page.schema.ts';
import { useReviewWrite } from '../reviews-data.ts';
import { translateReviewDesk } from '../texts.ts';
import { missingForAdoption, shownParticipations } from './round-view.ts';

const AdoptForm = later(() => import('./AdoptForm.tsx').then((file) => file.AdoptForm));
const CalendarForm = later(() => import('./CalendarForm.tsx').then((file) => file.CalendarForm));
const OpenRoundForm = later(() => import('./OpenRoundForm.tsx').then((file) => file.OpenRoundForm));

/** "Your next step": what the round waits for, in plain words, with the one command that moves it on, if it is this reader's. */
export function RoundActions({ page }: { page: z.infer<typeof RoundPageView> }) {
  const t = useTranslations(translateReviewDesk);
  const [, change] = useAddress();
  const { round, participations, actions } = page;
  const yours = shownParticipations(participations, 'yours').length;
  const findings = participations.filter(({ next }) => next.action === 'report-progress' || next.action === 'verify').length;
  const close = useReviewWrite((_: undefined, key) =>
    send('POST /rounds/:roundId/close', { roundId: round.id, version: round.version }, key),
  );
  // A planned round has its dates in the form that opens it. A round with open findings cannot be closed yet.
  const offered = actions.filter(({ action }) =>
    action === 'close' ? findings === 0 : action !== 'change-calendar' || round.state === 'open',
  );
  return (
    <section className="panel next-step" aria-labelledby="next-step">
      <h2 id="next-step">{t('next.title')}</h2>
      {round.state === 'planned' && <p>{t(offers(actions, 'open') ? 'next.open' : 'next.planned')}</p>}
      {round.state === 'open' && (
        <p>
          {t('next.yours', { n: yours })}{' '}
          {yours > 0 && (
            <button type="button" className="link no-print" onClick={() => change({ show: 'yours' })}>
              {t('next.see-yours')}
            </button>
          )}
        </p>
      )}
      {round.state === 'open' && offers(actions, 'adopt') && <Adoption page={page} />}
      {round.state === 'adopted' && (
        <p>{findings > 0 ? t('next.findings', { n: findings }) : t(offers(actions, 'close') ? 'next.close' : 'next.adopted')}</p>
      )}
      {round.state === 'closed' && <p>{t('next.closed')}</p>}
      {page.leftOut.length > 0 && <LeftOut parties={page.leftOut} />}
      {offers(actions, 'open') && <OpenRoundForm round={round} proposed={page.proposed} />}
      {close.error && <ProblemNote error={close.error} />}
      <Actions
        key={round.version}
        offered={offered}
        label={(action: ButtonOf<typeof ROUND_MACHINE>) => t(`action.${action}`)}
        waiting={close.isPending}
        run={() => close.mutate(undefined)}
        forms={{ 'change-calendar': (done) => <CalendarForm round={round} done={done} /> }}
      />
    </section>
  );
}

/** Parties chosen in planning that would not be asked on opening, each with the reason. */
function LeftOut({ parties }: { parties: z.infer<typeof RoundPageView>['leftOut'] }) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  return (
    <>
      <p>{t('left-out.title')}</p>
      <ul className="missing">
        {parties.map(({ partyId, name, why }) => (
          <li key={partyId}>{t(`left-out.${why}`, { party: name[locale] })}</li>
        ))}
      </ul>
    </>
  );
}

function Adoption({ page: { round, participations } }: { page: z.infer<typeof RoundPageView> }) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const missing = missingForAdoption(participations);
  if (missing.length === 0)
    return <AdoptForm round={round} unanswered={participations.filter((participation) => participation.submittedAt === null).length} />;
  return (
    <>
      <p>{t('missing.title')}</p>
      <ul className="missing">
        {missing.map(({ kind, count, day }) => (
          <li key={kind}>{t(`missing.${kind}`, { n: count, day: day === null ? '' : formatDay(locale, day) })}</li>
        ))}
      </ul>
    </>
  );
}
