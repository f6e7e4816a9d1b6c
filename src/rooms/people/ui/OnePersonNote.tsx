import { Link } from '@tanstack/react-router';
import { usePeopleWords } from './people-words.ts';

/** Explains one-person mode and how it ends. */
export function OnePersonNote() {
  const { t } = usePeopleWords();
  return (
    <section className="note people-note" aria-labelledby="one-person">
      <h2 id="one-person">{t('ui.alone-title')}</h2>
      <p>{t('ui.alone-says')}</p>
      <ol>
        <li>
          <Link to="/people" search={{ invite: 'office' }}>
            {t('ui.invite-office')}
          </Link>
        </li>
        <li>{t('ui.alone-1')}</li>
        <li>{t('ui.alone-3')}</li>
      </ol>
    </section>
  );
}
