import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { translateReviewTasks } from './texts.ts';

/** The first screen of a new register: nearly everything is not reported, which is normal, and four steps change it. */
export function FirstSteps({ baseline }: { baseline: string | undefined }) {
  const t = useTranslations(translateReviewTasks);
  return (
    <section className="note first-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">{t('first.title')}</h2>
      <p>{t('first.says')}</p>
      <ol>
        <li>
          <Link to="/people">{t('first.people')}</Link> <span className="muted">{t('first.people.why')}</span>
        </li>
        <li>
          <Link to="/people/invite">{t('first.focal-points')}</Link> <span className="muted">{t('first.focal-points.why')}</span>
        </li>
        <li>
          <Link to="/parties">{t('first.parties')}</Link> <span className="muted">{t('first.parties.why')}</span>
        </li>
        <li>
          {baseline === undefined ? (
            <Link to="/rounds">{t('first.round')}</Link>
          ) : (
            <Link to="/rounds/$roundId" params={{ roundId: baseline }}>
              {t('first.round')}
            </Link>
          )}{' '}
          <span className="muted">{t('first.round.why')}</span>
        </li>
      </ol>
    </section>
  );
}
