import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from '../client/language.ts';
import { useSession } from '../client/session.ts';
import { Button, buttonClass } from '../kit/Button.tsx';
import { translateTour } from './texts.ts';
import type { TourState } from './tour-state.ts';
import { keyOf, WALKS } from './walks.ts';
import './tour.css';

const DESK = '/desk';

/**
 * One step of a walk at a time: what to do and what the person should then see. It is above the page, covers nothing, and can be left at any step. "Next" opens
 * the page of the next step where it has one inside the desk; a page outside it is a link in the bar.
 */
export function TourBar({ state, change }: { state: TourState; change: (next: TourState | null) => void }) {
  const t = useTranslations(translateTour);
  const { person } = useSession();
  const navigate = useNavigate();
  const walk = WALKS.find(({ id }) => id === state.walk);
  if (walk === undefined) return null;
  const { steps, account } = walk;
  const at = Math.min(Math.max(state.step, 0), steps.length - 1);
  const { link, todo, see } = steps[at]!;
  const goTo = (step: number) => {
    change({ walk: walk.id, step });
    const next = steps[step]?.link ?? null;
    if (next?.startsWith(DESK)) void navigate({ href: next.slice(DESK.length) || '/' });
  };
  return (
    <section className="tour no-print" aria-label={t('tour', { title: t(walk.title) })}>
      <p className="small muted">
        {t('tour', { title: t(walk.title) })} · {t(walk.wants)}
      </p>
      {account !== null && account !== keyOf(person.name) && (
        <p className="small">{t('other', { email: `${account}@exercise.example` })}</p>
      )}
      <div role="status">
        <p>
          <b>{t('step', { n: at + 1, of: steps.length })}</b> {t(todo)}
        </p>
        <p className="muted">
          {t('see')} {t(see)}
        </p>
      </div>
      <p className="tour-buttons">
        {at > 0 && <Button onClick={() => goTo(at - 1)}>{t('back')}</Button>}
        {link !== null && !link.startsWith(DESK) && (
          <a className={buttonClass()} href={link}>
            {t('open')}
          </a>
        )}
        {at < steps.length - 1 && (
          <Button kind="main" onClick={() => goTo(at + 1)}>
            {t('next')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => change(null)}>
          {t(at < steps.length - 1 ? 'leave' : 'end')}
        </Button>
        <a className="small" href="/exercise">
          {t('all')}
        </a>
      </p>
    </section>
  );
}
