import { Link } from '@tanstack/react-router';
import { useTranslations } from '../client/language.ts';
import { buttonClass } from '../kit/Button.tsx';
import { PageHead } from '../kit/PageHead.tsx';
import { translateDesk } from '../texts/texts.ts';

/** An unknown address, or one this person may not open: both look the same. */
export function NotFoundView() {
  const t = useTranslations(translateDesk);
  return (
    <div className="message-page">
      <PageHead title={t('not-found.title')} />
      <p>{t('not-found.says')}</p>
      <Link to="/" className={buttonClass('main')}>
        {t('not-found.back')}
      </Link>
    </div>
  );
}
